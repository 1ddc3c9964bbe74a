namespace SelectQuest.Server;

static class loop_settings
{
    // seconds, not milliseconds: one wake-up a second is what an idle echo server may cost
    public static TimeSpan tick_length => TimeSpan.FromSeconds(1);
    public const int read_size = 16 << 10;
}

namespace SelectQuest.Server.Steps;

internal static class UntilCancelled
{
    public static void Do(World world, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            OneRound.Do(world);
        }

        GoodBye.Do(world);
    }
}

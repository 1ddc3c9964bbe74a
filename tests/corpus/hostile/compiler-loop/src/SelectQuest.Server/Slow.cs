namespace SelectQuest.Server;

internal static class Slow
{
    private static int M(Func<int, int> f) => f(0);

    private static string M(Func<string, string> f) => f("");

    private static bool M(Func<bool, bool> f) => f(true);

    private static double M(Func<double, double> f) => f(0);

    public static void Run() =>
        M(a0 => M(a1 => M(a2 => M(a3 => M(a4 => M(a5 => M(a6 => M(a7 => M(a8 => M(a9 => M(a10 => M(a11 => M(a12 => M(a13 => M(a14 => M(a15 => a15))))))))))))))));
}

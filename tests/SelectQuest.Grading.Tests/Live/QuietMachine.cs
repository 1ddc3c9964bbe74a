namespace SelectQuest.Grading.Tests.Live;

/// <summary>
/// The live evidence bounds a server's answers in seconds, and starts dozens of servers here: on a machine that builds
/// something else meanwhile, a right server can miss such a bound. These runs are for a machine of their own.
/// </summary>
internal static class QuietMachine
{
    private const string Variable = "SELECTQUEST_QUIET_MACHINE";

    public static void Required() =>
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(Variable) == "1" && OperatingSystem.IsLinux(),
            $"Needs Linux and a machine that does nothing else: {Variable}=1 dotnet test tests/SelectQuest.Grading.Tests --filter Live"
        );
}

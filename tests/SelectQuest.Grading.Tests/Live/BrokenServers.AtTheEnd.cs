namespace SelectQuest.Grading.Tests.Live;

internal static partial class BrokenServers
{
    private const string Register = "using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>";

    public static IReadOnlyList<BrokenServer> AtTheEnd { get; } =
    [
        new(
            "dies of SIGTERM",
            Plain((Register, "Action<PosixSignalContext> term = (signal =>")),
            "6 SIGTERM under load | FailedShutdown | ended with exit code 143 after SIGTERM, instead of 0"
        ),
        new(
            "hangs on SIGTERM",
            Plain(("stopping = true;", "")),
            "6 SIGTERM under load | IgnoredShutdown | did not end within 1 s of SIGTERM"
        ),
        new(
            "spins on SIGTERM",
            Plain(("// Drain.", "while (true) { }")),
            "6 SIGTERM under load | IgnoredShutdown | did not end within 1 s of SIGTERM, and the processor was kept busy"
        ),
        new(
            "exits with 3 after SIGTERM",
            Plain(("return 0;", "return 3;")),
            "6 SIGTERM under load | FailedShutdown | ended with exit code 3 after SIGTERM, instead of 0"
        ),
        new(
            "throws while it drains",
            Plain(("// Drain.", "throw new InvalidOperationException();")),
            "6 SIGTERM under load | FailedShutdown | ended with exit code 134 (unhandled System.InvalidOperationException) after SIGTERM, instead of 0"
        ),
        new(
            "does not drain",
            Plain(("// Drain.", "if (clients.Count > 0) return 0;")),
            "6 SIGTERM under load | LostAtShutdown | ended after SIGTERM without sending all that it had received"
        ),
        new(
            "gives a client up that takes nothing for 5 ms",
            Plain(
                ("private static int listener;", "private static int listener, silent;"),
                ("Iterate(50_000);", "Iterate(500);"),
                (
                    "// After select.",
                    """
                    if (listener < 0 && ready == 0 && ++silent == 10)
                    {
                        foreach (var c in clients.Values) c.Pending = new byte[0];
                    }
                    """
                )
            ),
            "6 SIGTERM under load | LostAtShutdown | ended after SIGTERM without sending all that it had received"
        ),
        new(
            "leaves a process behind",
            Plain(
                ("// Drain.", "Process.Start(new ProcessStartInfo(\"sleep\", \"600\") { UseShellExecute = false });")
            ),
            "6 SIGTERM under load | LeftProcesses | left a process running after SIGTERM"
        ),
    ];
}

namespace SelectQuest.Grading.Tests.Live;

internal static partial class BrokenServers
{
    private const string Register = "using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>";

    private static BrokenServer[] AtTheEnd =>
        [
            new("dies of SIGTERM", Plain((Register, "Action<PosixSignalContext> term = (signal =>")), ""),
            new("hangs on SIGTERM", Plain(("stopping = true;", "")), ""),
            new("spins on SIGTERM", Plain(("// Drain.", "while (true) { }")), ""),
            new("exits with 3 after SIGTERM", Plain(("return 0;", "return 3;")), ""),
            new("throws while it drains", Plain(("// Drain.", "throw new InvalidOperationException();")), ""),
            new("does not drain", Plain(("// Drain.", "if (clients.Count > 0) return 0;")), ""),
            new(
                "leaves a process behind",
                Plain(
                    (
                        "// Drain.",
                        "Process.Start(new ProcessStartInfo(\"sleep\", \"600\") { UseShellExecute = false });"
                    )
                ),
                ""
            ),
        ];
}

namespace SelectQuest.Grading.Tests.Live;

internal static partial class BrokenServers
{
    private static BrokenServer[] AtStart =>
        [
            new("throws at start", Plain((Start, "throw new InvalidOperationException();")), ""),
            new("exits early", Plain((Start, "return 7;")), ""),
            new("exits early and calls it success", Plain((Start, "return 0;")), ""),
            new("listens and exits", Plain((Loop, "return 1;")), ""),
            new("prints nothing", Plain((Line, "")), "") { NeverListens = true },
            new("prints another line", Plain((Line, """Console.WriteLine($"Listening on port {port}");""")), "")
            {
                NeverListens = true,
            },
            new("hangs at start", Plain((Start, "Thread.Sleep(Timeout.Infinite);")), "") { NeverListens = true },
            new("spins at start", Plain((Start, "while (true) { }")), "") { NeverListens = true },
            new(
                "prints garbage without an end",
                Plain((Start, "var noise = new string('x', 65536); while (true) Console.Write(noise);")),
                ""
            )
            {
                NeverListens = true,
            },
            new(
                "prints a port nobody listens on",
                Plain((Line, """Console.WriteLine("listening on 127.0.0.1:1");""")),
                ""
            ),
            new(
                "prints the port of another process",
                Plain(
                    (
                        Line,
                        """Console.WriteLine("listening on 127.0.0.1:" + Environment.GetEnvironmentVariable("ELSEWHERE"));"""
                    )
                ),
                ""
            ),
        ];
}

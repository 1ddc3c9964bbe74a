namespace SelectQuest.Grading.Tests.Live;

internal static partial class BrokenServers
{
    private static BrokenServer[] AtStart =>
        [
            new(
                "throws at start",
                Plain((Start, "throw new InvalidOperationException();")),
                "start | ended with exit code 134 (unhandled System.InvalidOperationException) before it listened",
                NothingElse
            ),
            new(
                "exits early",
                Plain((Start, "return 7;")),
                "start | ended with exit code 7 before it listened",
                NothingElse
            ),
            new(
                "exits early and calls it success",
                Plain((Start, "return 0;")),
                "start | ended with exit code 0 before it listened",
                NothingElse
            ),
            new(
                "listens and exits",
                Plain((Loop, "return 1;")),
                "start | ended with exit code 1 right after it listened",
                NothingElse
            ),
            new(
                "prints nothing",
                Plain((Line, "")),
                "start | did not print 'listening on 127.0.0.1:PORT' within 1.5 s: it printed nothing",
                NothingElse
            )
            {
                NeverListens = true,
            },
            new(
                "prints another line",
                Plain((Line, """Console.WriteLine($"Listening on port {port}");""")),
                "start | did not print 'listening on 127.0.0.1:PORT' within 1.5 s: it printed something else",
                NothingElse
            )
            {
                NeverListens = true,
            },
            new(
                "hangs at start",
                Plain((Start, "Thread.Sleep(Timeout.Infinite);")),
                "start | did not print 'listening on 127.0.0.1:PORT' within 1.5 s: it printed nothing",
                NothingElse
            )
            {
                NeverListens = true,
            },
            new(
                "spins at start",
                Plain((Start, "while (true) { }")),
                "start | did not print 'listening on 127.0.0.1:PORT' within 1.5 s: it printed nothing, and the processor was kept busy",
                NothingElse
            )
            {
                NeverListens = true,
            },
            new(
                "prints garbage without an end",
                Plain((Start, "var noise = new string('x', 65536); while (true) Console.Write(noise);")),
                "start | wrote more than 16 MiB of output and was ended before it listened",
                NothingElse
            )
            {
                NeverListens = true,
            },
            new(
                "prints a port nobody listens on",
                Plain((Line, """Console.WriteLine("listening on 127.0.0.1:1");""")),
                "start | printed a port on which nothing listens",
                NothingElse
            ),
            new(
                "prints the port of another process",
                Plain(
                    (
                        Line,
                        """Console.WriteLine("listening on 127.0.0.1:" + Environment.GetEnvironmentVariable("ELSEWHERE"));"""
                    )
                ),
                "start | printed a port that another process listens on",
                NothingElse
            ),
        ];
}

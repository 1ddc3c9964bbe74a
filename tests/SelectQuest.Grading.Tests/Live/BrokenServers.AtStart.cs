namespace SelectQuest.Grading.Tests.Live;

internal static partial class BrokenServers
{
    private const string SaysNothing =
        "start | DidNotListen | did not print 'listening on 127.0.0.1:PORT' within 1 s: it printed nothing";

    private const string SaysSomethingElse =
        "start | DidNotListen | did not print 'listening on 127.0.0.1:PORT' within 1 s: it printed something else";

    private const string Busy = ", and the processor was kept busy";

    /// <summary>Starts the same program once more, with its output where ours goes.</summary>
    private const string Again =
        "var again = new ProcessStartInfo(Environment.ProcessPath, Environment.GetCommandLineArgs()) { UseShellExecute = false };"
        + " again.Environment[\"CHILD\"] = \"1\";";

    private const string InTheParent = "if (Environment.GetEnvironmentVariable(\"CHILD\") is null)";

    public static IReadOnlyList<BrokenServer> AtStart { get; } =
    [
        new(
            "throws at start",
            Plain((Start, "throw new InvalidOperationException();")),
            "start | Ended | ended with exit code 134 (unhandled System.InvalidOperationException) before it listened",
            NothingElse
        ),
        new(
            "exits with 0 at once",
            Plain((Start, "return 0;")),
            "start | Ended | ended with exit code 0 before it listened",
            NothingElse
        ),
        new(
            "exits with 1 at once",
            Plain((Start, "return 1;")),
            "start | Ended | ended with exit code 1 before it listened",
            NothingElse
        ),
        new(
            "exits with 3 at once, from elsewhere",
            Plain((Start, "new Thread(() => Environment.Exit(3)).Start(); Thread.Sleep(Timeout.Infinite);")),
            "start | Ended | ended with exit code 3 before it listened",
            NothingElse
        ),
        new(
            "kills itself",
            Plain((Start, "Process.GetCurrentProcess().Kill(); Thread.Sleep(Timeout.Infinite);")),
            "start | Ended | ended with exit code 137 before it listened",
            NothingElse
        ),
        new(
            "says where it listens, and does not",
            Plain((Start, "Console.WriteLine(\"listening on 127.0.0.1:1\"); return 0;")),
            "start | Ended | ended with exit code 0 right after it listened",
            NothingElse
        ),
        new(
            "listens and exits",
            Plain((Loop, "return 1;")),
            "start | Ended | ended with exit code 1 right after it listened",
            NothingElse
        ),
        new(
            "listens, computes for a while, and exits",
            Plain(
                (
                    Loop,
                    "for (var until = Environment.TickCount64 + 200; Environment.TickCount64 < until; ) { } return 1;"
                )
            ),
            "start | Ended | ended with exit code 1 right after it listened",
            NothingElse
        ),
        new("prints nothing", Plain((Line, "")), SaysNothing, NothingElse) { NeverListens = true },
        new(
            "prints another line",
            Plain((Line, """Console.WriteLine($"Listening on port {port}");""")),
            SaysSomethingElse,
            NothingElse
        )
        {
            NeverListens = true,
        },
        new(
            "names another address",
            Plain((Line, """Console.WriteLine($"listening on 0.0.0.0:{port}");""")),
            SaysSomethingElse,
            NothingElse
        )
        {
            NeverListens = true,
        },
        new(
            "names no port that there is",
            Plain((Line, """Console.WriteLine("listening on 127.0.0.1:99999");""")),
            SaysSomethingElse,
            NothingElse
        )
        {
            NeverListens = true,
        },
        new(
            "does not end its line",
            Plain((Line, """Console.Write($"listening on 127.0.0.1:{port}");""")),
            SaysSomethingElse,
            NothingElse
        )
        {
            NeverListens = true,
        },
        new(
            "prints bytes that are no text, and hangs",
            Plain(
                (
                    Start,
                    "Console.OpenStandardOutput().Write(Enumerable.Range(0, 5000).Select(i => (byte)i).ToArray()); Thread.Sleep(Timeout.Infinite);"
                )
            ),
            SaysSomethingElse,
            NothingElse
        )
        {
            NeverListens = true,
        },
        new("hangs at start", Plain((Start, "Thread.Sleep(Timeout.Infinite);")), SaysNothing, NothingElse)
        {
            NeverListens = true,
        },
        new("spins at start", Plain((Start, "while (true) { }")), SaysNothing + Busy, NothingElse)
        {
            NeverListens = true,
        },
        new(
            "prints garbage without an end",
            Plain((Start, "var noise = new string('x', 65536); while (true) Console.Write(noise);")),
            "start | Flooded | wrote more than 16 MiB of output and was ended before it listened",
            NothingElse
        ),
        new(
            "prints errors without an end",
            Plain((Start, "var noise = new string('x', 65536); while (true) Console.Error.WriteLine(noise);")),
            "start | Flooded | wrote more than 16 MiB of output and was ended before it listened",
            NothingElse
        ),
        new(
            "prints a port nobody listens on",
            Plain((Line, """Console.WriteLine("listening on 127.0.0.1:1");""")),
            "start | ListensElsewhere | printed a port on which nothing listens",
            NothingElse
        ),
        new(
            "listens on another address",
            Plain(("Ip = 0x0100007F", "Ip = 0x0200007F")),
            "start | ListensElsewhere | printed a port on which nothing listens",
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
            "start | ListensElsewhere | printed a port that another process listens on",
            NothingElse
        ),
        new(
            "becomes a daemon before it listens",
            Plain((Start, $"{InTheParent} {{ {Again} Process.Start(again); return 0; }}")),
            "start | Ended | ended with exit code 0 at its start and left a process running",
            NothingElse
        ),
        new(
            "becomes a daemon after it listens",
            Plain((Loop, "Process.Start(new ProcessStartInfo(\"sleep\", \"600\")); return 0;")),
            "start | Ended | ended with exit code 0 at its start and left a process running",
            NothingElse
        ),
    ];
}

using System.Diagnostics;
using System.Globalization;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// How much load, and how long to wait. All bounds but the last are on the server's <see cref="Opportunity"/> and not on the
/// clock: a busy machine does not count against it. They appear in the words of findings.
/// </summary>
internal sealed record LiveOptions
{
    /// <summary>Clients connected at once; an even number.</summary>
    public int Clients { get; init; } = 50;

    /// <summary>How many clients come, are echoed and go in the churn.</summary>
    public int ChurnCycles { get; init; } = 100;

    /// <summary>From the start of the process to the line that names its port.</summary>
    public TimeSpan StartBound { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For clients to connect: the kernel asks a second and a third time after 1 s and 3 s, the fourth after 7 s.</summary>
    public TimeSpan ConnectBound { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long nothing at all may happen while something is due.</summary>
    public TimeSpan StallBound { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From SIGTERM to the end of the process: 5 s to flush, as the quest allows, and 3 s for all else.</summary>
    public TimeSpan ExitBound { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>For everything together, on the clock, however slowly a server drips; what comes after it is not run.</summary>
    public TimeSpan TotalBound { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long idle clients are watched.</summary>
    public TimeSpan IdleSpan { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Only what every server must do: start, let all connect, answer one message each.</summary>
    public bool Brief { get; init; }

    /// <summary>Lets a sandbox put itself in front of the command. It must let our clients reach the server's port.</summary>
    public Func<ProcessStartInfo, ProcessStartInfo> Wrap { get; init; } = static command => command;

    /// <summary>What <c>--thorough</c> runs beside the usual, one after the other.</summary>
    public static IReadOnlyList<LiveOptions> Thorough { get; } =
    [new() { Clients = 200, ChurnCycles = 1_000 }, new() { Clients = 900 }];

    /// <summary>A bound as findings name it: <c>3 s</c>.</summary>
    public static string Words(TimeSpan bound) =>
        string.Create(CultureInfo.InvariantCulture, $"{bound.TotalSeconds:0.###} s");
}

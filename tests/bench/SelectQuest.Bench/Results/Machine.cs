using System.Globalization;
using System.Runtime.InteropServices;
using SelectQuest.Bench.Peers;

namespace SelectQuest.Bench.Results;

/// <summary>Where, when and of what: figures mean little without.</summary>
/// <param name="BusyBefore">What others used of the processors before the run, in the quietest of five seconds; from 0 to 1.</param>
internal sealed record Machine(
    string Cpu,
    int Cores,
    string Kernel,
    string System,
    string Runtime,
    string Date,
    string Commit,
    double BusyBefore
)
{
    public static Machine This(string kit) =>
        new(
            Line("/proc/cpuinfo", "model name")?.Split(':', 2)[1].Trim()
                ?? RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            $"Linux {Environment.OSVersion.Version}",
            Line("/etc/os-release", "PRETTY_NAME")?.Split('=', 2)[1].Trim('"') ?? RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            CommitOf(kit),
            Enumerable.Range(0, 5).Min(_ => Busy(TimeSpan.FromSeconds(1)))
        );

    /// <summary>Others wanted the processors too when the run began: its figures are worth little.</summary>
    public bool WasBusy => BusyBefore > 0.1;

    public string Words => $"{Cpu}, {Cores} cores, {Kernel}, {System}, {Runtime}; {Date}, commit {Commit}";

    // The load average would still be that of the build a moment ago.
    private static double Busy(TimeSpan time)
    {
        var (idle, all) = Ticks();
        Thread.Sleep(time);
        var (idleThen, allThen) = Ticks();
        return allThen == all ? 0 : 1 - (double)(idleThen - idle) / (allThen - all);
    }

    // proc(5): user, nice, system, idle, iowait, irq, softirq, steal; what guests use is in user already.
    private static (long Idle, long All) Ticks()
    {
        var ticks = File.ReadLines("/proc/stat")
            .First()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Take(8)
            .Select(field => long.Parse(field, CultureInfo.InvariantCulture))
            .ToArray();
        return (ticks[3] + ticks[4], ticks.Sum());
    }

    private static string CommitOf(string kit)
    {
        if (
            Workshop.Tool("git") is not { } git
            || Workshop.Run(git, ["-C", kit, "rev-parse", "--short=10", "HEAD"]) is not (0, var words)
        )
        {
            return "unknown";
        }

        // Results of a former run are no change of what is measured.
        var changes = Workshop.Run(git, ["-C", kit, "status", "--porcelain", "--", ".", ":!tests/bench/results"]).Words;
        return words.Trim() + (changes.Trim().Length > 0 ? " with changes" : "");
    }

    private static string? Line(string file, string start) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))
            : null;
}

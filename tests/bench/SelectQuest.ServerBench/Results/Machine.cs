using System.Globalization;
using System.Runtime.InteropServices;
using SelectQuest.ServerBench.Peers;

namespace SelectQuest.ServerBench.Results;

/// <summary>Where, when and of what: figures mean little without.</summary>
/// <param name="LoadAverage">Of the minute before the run.</param>
internal sealed record Machine(
    string Cpu,
    int Cores,
    string Kernel,
    string System,
    string Runtime,
    string Date,
    string Commit,
    double LoadAverage
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
            double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        );

    /// <summary>Others wanted the processors too when the run began: its figures are worth little.</summary>
    public bool WasBusy => LoadAverage > 0.5 * Cores;

    public string Words => $"{Cpu}, {Cores} cores, {Kernel}, {System}, {Runtime}; {Date}, commit {Commit}";

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

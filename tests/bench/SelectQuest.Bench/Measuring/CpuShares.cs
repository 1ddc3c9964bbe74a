using System.Diagnostics;
using System.Globalization;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Statistics;
using SelectQuest.Cli.Load;

namespace SelectQuest.Bench.Measuring;

/// <summary>
/// Where a server's processor time goes, sampled by perf. The kernel's part is the same work for all who make the same
/// calls; what a server's author decides about is the last part.
/// </summary>
/// <param name="Kernel">Of all samples, from 0 to 1.</param>
/// <param name="Library">The C library: mostly the way into the kernel and back.</param>
/// <param name="Own">Everything else: the server's code, what it is built on, and a runtime that still compiles.</param>
internal sealed record CpuShares(double Kernel, double Library, double Own)
{
    private const int SamplesPerSecond = 1999;

    /// <param name="load">Connected and served once already.</param>
    /// <exception cref="LoadBrokenException"/>
    /// <exception cref="InvalidOperationException">perf is not allowed to look.</exception>
    public static CpuShares Sample(PeerServer server, LoadGenerator load, Workload workload, BenchOptions options)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var perf = Record(server.Pid, file, options.Profiled);
            var words = perf.StandardError.ReadToEndAsync();
            while (!perf.HasExited)
            {
                load.RunFor(options.Slice, workload.Active);
            }

            if (perf.ExitCode != 0)
            {
                throw new InvalidOperationException($"perf may not look: {Reason(words.Result)}");
            }

            var (_, report) = Workshop.Run(
                "perf",
                ["report", "-i", file, "--stdio", "-q", "--no-children", "--sort", "dso", "-t", "|"]
            );
            return Of(report);
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ".old");
        }
    }

    /// <summary>What perf says where it is refused: not its first line, which is no more than <c>Error:</c>.</summary>
    internal static string Reason(string words) =>
        words.Split('\n', StringSplitOptions.TrimEntries).FirstOrDefault(line => line is not ("" or "Error:"))
        ?? "no reason";

    /// <summary>Each share's median; together they may miss 1 by a little.</summary>
    public static CpuShares Middle(IReadOnlyList<CpuShares> runs) =>
        new(
            Quartiles.Of(runs.Select(one => one.Kernel))!.Median,
            Quartiles.Of(runs.Select(one => one.Library))!.Median,
            Quartiles.Of(runs.Select(one => one.Own))!.Median
        );

    /// <summary>Reads what <c>perf report</c> says of each shared object.</summary>
    internal static CpuShares Of(string report)
    {
        var parts = report
            .Split('\n')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(columns => columns is [[.., '%'], _])
            .Select(columns =>
                (Object: columns[1], Share: double.Parse(columns[0].TrimEnd('%'), CultureInfo.InvariantCulture))
            )
            .ToList();
        var all = parts.Sum(part => part.Share);
        return all == 0
            ? throw new InvalidOperationException("perf saw nothing")
            : new(Sum(IsKernel) / all, Sum(IsLibrary) / all, Sum(part => !IsKernel(part) && !IsLibrary(part)) / all);

        double Sum(Func<string, bool> isOne) => parts.Where(part => isOne(part.Object)).Sum(part => part.Share);
    }

    private static bool IsKernel(string part) => part.StartsWith("[kernel", StringComparison.Ordinal);

    private static bool IsLibrary(string part) =>
        part.StartsWith("libc.", StringComparison.Ordinal) || part.StartsWith("libc-", StringComparison.Ordinal);

    private static Process Record(int pid, string file, TimeSpan time) =>
        Process.Start(
            new ProcessStartInfo(
                "perf",
                [
                    "record",
                    "-F",
                    SamplesPerSecond.ToString(CultureInfo.InvariantCulture),
                    "-o",
                    file,
                    "-p",
                    pid.ToString(CultureInfo.InvariantCulture),
                    "--",
                    "sleep",
                    time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                ]
            )
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
}

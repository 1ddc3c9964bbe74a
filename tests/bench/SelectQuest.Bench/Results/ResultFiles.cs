using System.Globalization;
using SelectQuest.Bench.Peers;

namespace SelectQuest.Bench.Results;

/// <summary>What a run leaves behind, and what it says at its end.</summary>
internal static class ResultFiles
{
    public static void Write(BenchResults results, string folder, TextWriter log)
    {
        Directory.CreateDirectory(folder);
        var plots = Plots.Draw(results, folder, log);
        File.WriteAllText(Path.Combine(folder, "servers.json"), JsonResults.Write(results));
        File.WriteAllText(Path.Combine(folder, "servers.md"), MarkdownReport.Write(results, plots));
        Headline(results, log);
        log.WriteLine($"The tables: {Path.Combine(folder, "servers.md")}");
    }

    private static void Headline(BenchResults results, TextWriter log)
    {
        log.WriteLine();
        log.WriteLine("CPU per message against C select, medians of paired ratios");
        foreach (var workload in results.Options.Workloads)
        {
            var cells = results
                .Peers.Select(peer =>
                    (peer.Id, Ratio: results.Measurements.CpuAgainst(peer.Id, Peer.Reference, workload))
                )
                .Where(cell => cell.Ratio is not null && cell.Id != Peer.Reference)
                .Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Id} {cell.Ratio!.Median:0.00}"))
                .ToList();
            if (cells.Count > 0)
            {
                log.WriteLine($"  {workload}: {string.Join(", ", cells)}");
            }
        }

        if (results.SelfCheck is { } check)
        {
            log.WriteLine();
            log.Write(SelfCheckText.Of(check));
        }
    }
}

using System.Collections.Concurrent;
using SelectQuest.Grading;
using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Corpus;

/// <summary>Judges the same submissions again and again: every verdict, measurements aside, must be the same to the byte.</summary>
internal static class Repetition
{
    /// <summary>The names of those that came out in more than one way, with the first line that differs.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<string> names, int times, Action<string> progress)
    {
        var reports = new ConcurrentDictionary<string, ConcurrentDictionary<string, int>>(StringComparer.Ordinal);
        var work = Enumerable.Range(0, times).SelectMany(_ => names).ToArray();
        var done = 0;
        // In turn, each submission once before any twice: whoever stops it has learned as much of one as of another.
        Parallel.ForEach(
            Partitioner.Create(work, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            name =>
            {
                var seen = reports.GetOrAdd(name, _ => new ConcurrentDictionary<string, int>(StringComparer.Ordinal));
                seen.AddOrUpdate(Report(name), 1, (_, count) => count + 1);
                var differ = seen.Count > 1 ? $"; {name} differs\n" : "";
                progress($"\r{Interlocked.Increment(ref done)} of {work.Length}{differ}");
            }
        );
        progress("\n");
        return
        [
            .. reports
                .Where(one => one.Value.Count > 1)
                .OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one =>
                    $"{one.Key}: {one.Value.Count} different reports ({Counts(one.Value)}){First([.. one.Value.Keys])}"
                ),
        ];
    }

    private static string Report(string name) =>
        JsonReport.Write(
            Measurements.Without(
                Grader.Judge(CorpusSubmission.Case(name), new GraderOptions { Sandbox = SandboxChoice.None })
            )
        );

    private static string Counts(ConcurrentDictionary<string, int> reports) =>
        string.Join(", ", reports.Values.OrderDescending());

    private static string First(string[] reports)
    {
        var (one, other) = (reports[0].Split('\n'), reports[1].Split('\n'));
        var at = Enumerable.Range(0, Math.Min(one.Length, other.Length)).FirstOrDefault(i => one[i] != other[i]);
        return $"\n  {one[at].Trim()}\n  {other[at].Trim()}";
    }
}

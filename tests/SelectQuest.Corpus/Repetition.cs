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
    /// <summary>Judges each until it has been judged so often, counting what is known of earlier runs.</summary>
    /// <returns>The names of those that came out in more than one way, with the first line that differs.</returns>
    public static IReadOnlyList<string> Differences(
        IReadOnlyList<string> names,
        int times,
        JudgedBefore judged,
        Action<string> progress
    )
    {
        var work = Enumerable
            .Range(0, times)
            .SelectMany(round => names.Where(name => judged.Times(name) <= round))
            .ToArray();
        var before = names.Sum(judged.Times);
        var done = 0;
        // In turn, each submission once before any twice: whoever stops it has learned as much of one as of another.
        Parallel.ForEach(
            Partitioner.Create(work, EnumerablePartitionerOptions.NoBuffering),
            // One more than there are processors: a judgement waits a tenth of its time, and a busy machine is part of this.
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount + 1 },
            name =>
            {
                var differ = judged.Add(name, Report(name)) ? $"; {name} differs\n" : "";
                progress($"\r{before + Interlocked.Increment(ref done)} of {before + work.Length}{differ}");
            }
        );
        progress("\n");
        return
        [
            .. from name in names
            let reports = judged.Different(name)
            where reports.Count > 1
            select Told(name, reports),
        ];
    }

    private static string Report(string name) =>
        JsonReport.Write(
            Measurements.Without(
                Grader.Judge(CorpusSubmission.Case(name), new GraderOptions { Sandbox = SandboxChoice.None })
            )
        );

    private static string Told(string name, IReadOnlyList<(string? Report, int Times)> reports) =>
        $"{name}: {reports.Count} different reports "
        + $"({string.Join(", ", reports.Select(one => one.Times))}){First(reports[0].Report, reports[1].Report)}";

    private static string First(string? one, string? other)
    {
        if (one is null || other is null)
        {
            return "; the first or the second was written elsewhere, and its text is not here";
        }

        var (lines, others) = (one.Split('\n'), other.Split('\n'));
        var at = Enumerable.Range(0, Math.Min(lines.Length, others.Length)).FirstOrDefault(i => lines[i] != others[i]);
        return $"\n  {lines[at].Trim()}\n  {others[at].Trim()}";
    }
}

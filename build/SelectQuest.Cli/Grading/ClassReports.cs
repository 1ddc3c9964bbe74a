using SelectQuest.Grading;
using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Cli.Grading;

/// <summary>Writes what people and other programs read of a class.</summary>
internal static class ClassReports
{
    /// <summary>The same results and options give the same files, but for the page of times.</summary>
    /// <param name="timed">The reports that know how long judging took; where several know it of one, the last counts.</param>
    public static void Write(
        ClassInput input,
        IReadOnlyList<Result> results,
        Terminal terminal,
        params IEnumerable<string> timed
    )
    {
        var slugs = results.Select(result => result.Slug).ToHashSet(StringComparer.Ordinal);
        var times = JudgingTimes.Read(timed).Where(one => slugs.Contains(one.Key)).ToDictionary();
        JudgingTimes.Write(input.Report, times);
        var report = Of(input, results, times);
        report = input.Roster is { } roster
            ? report with
            {
                NotInRoster = Gradebook.NotInRoster(report, roster),
            }
            : report;
        foreach (var (path, text) in ClassFiles.Of(report, input.Roster))
        {
            var target = Path.Combine(input.Report, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            ResultStore.WriteWhole(target, text);
        }

        Tell(input, report, terminal);
    }

    private static ClassReport Of(ClassInput input, IReadOnlyList<Result> results, Dictionary<string, TimeSpan> times)
    {
        var listed = input.Roster is { } roster
            ? roster
                .Rows.Select(row => (Key: roster.KeyOf(row), Name: roster.NameOf(row)))
                .Where(student => student.Key is not null)
                .ToDictionary(student => student.Key!, student => student.Name, StringComparer.Ordinal)
            : [];
        var entries = results
            .Select(result => new ClassEntry(
                Decisions.Apply(result.Verdict, input.Rubric, input.Overrides),
                result.Slug,
                StudentId: result.Key.Submission,
                StudentName: listed.GetValueOrDefault(result.Key.Submission),
                Took: times.TryGetValue(result.Slug, out var took) ? took : null
            ))
            .ToArray();
        var there = results.Select(result => result.Key.Submission).ToHashSet(StringComparer.Ordinal);
        return new ClassReport(
            input.Rubric.Title,
            results is [var first, ..] ? first.Key.Grader : new GraderOptions().Version,
            entries,
            [
                .. listed
                    .Where(student => !there.Contains(student.Key))
                    .OrderBy(student => student.Key, StringComparer.Ordinal)
                    .Select(student => new MissingSubmission(student.Key, student.Value, "Nothing was handed in.")),
            ],
            Sandboxed(results)
        )
        {
            LookAlike = LookAlikeGroup.Of(
                Copies.Among([.. results.Select(result => (result.Slug, result.Fingerprint ?? Fingerprint.Empty))])
            ),
        };
    }

    private static SandboxNote Sandboxed(IReadOnlyList<Result> results) =>
        results.Any(result => result.Key.How.StartsWith(nameof(SandboxChoice.None), StringComparison.Ordinal))
            ? new SandboxNote(
                "The submissions' code ran without a sandbox, with the rights of whoever graded.",
                Isolated: false
            )
        : results.Any(result => result.Key.How.StartsWith(nameof(SandboxChoice.Container), StringComparison.Ordinal))
            ? new SandboxNote("The submissions' code ran in containers without a network.", Isolated: true)
        : new SandboxNote("The submissions' code ran in a bubblewrap sandbox.", Isolated: true);

    private static void Tell(ClassInput input, ClassReport report, Terminal terminal)
    {
        var open = report.Entries.Count(entry => !entry.IsDecided);
        var passed = report.Entries.Count(entry => entry.Verdict.Outcome == Outcome.Pass);
        terminal.Output.WriteLine(
            $"{report.Entries.Count} graded, {passed} pass all five criteria, {open} need a person to look."
        );
        if (report.Missing.Count > 0)
        {
            var names = string.Join(", ", report.Missing.Select(missing => PlainText.OneLine(missing.Name)));
            terminal.Output.WriteLine($"{report.Missing.Count} on the class list handed in nothing: {names}.");
        }

        if (report.LookAlike.Count > 0)
        {
            terminal.Output.WriteLine(
                $"{LookAlikeGroup.Words(report.LookAlike)}: a hint for a person, which changes no score."
            );
        }

        if (report.NotInRoster.Count > 0)
        {
            var names = string.Join(", ", report.NotInRoster.Select(entry => PlainText.OneLine(entry.Name)));
            terminal.Error.WriteLine(
                $"selectquest: warning: {report.NotInRoster.Count} judged but not on the class list, so in no row of gradebook.csv: "
                    + $"{PlainText.OneLine(names)}. Rename the submission, or mend the list."
            );
        }

        terminal.Output.WriteLine($"Report: {Path.Combine(input.Report, "index.html")}");
    }
}

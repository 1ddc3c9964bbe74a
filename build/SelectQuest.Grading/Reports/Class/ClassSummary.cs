using System.Globalization;
using System.Text;
using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>
/// The class as GitHub Markdown, fit to be a step's summary: verdict first, headings from <c>###</c>, detail folded, and
/// never so long that GitHub would drop it.
/// </summary>
internal static class ClassSummary
{
    // A step's summary holds 1 MiB and is lost whole beyond that. What stands outside of these lists is a few KiB.
    private const int StudentsBytes = 600 * 1024;
    private const int ListBytes = 100 * 1024;

    /// <param name="whereAllIs">Completes "the rest is in ...": an artifact's name, a file.</param>
    public static string Write(ClassReport report, string whereAllIs = "the report's index.html")
    {
        var text = new StringBuilder();
        var outcomes = ClassFigures.Outcomes(report);
        var passed = outcomes.Where(o => o.Mark == Mark.Of(Outcome.Pass)).Sum(o => o.Count);
        text.Append(
            CultureInfo.InvariantCulture,
            $"### {passed} of {report.Entries.Count} pass: {GitHubText.Escape(report.Title)}\n\n"
        );
        Sandbox(text, report.Sandbox);
        text.AppendJoin(" · ", outcomes.Select(o => $"{o.Mark.Symbol} {o.Count} {o.Mark.Word}"));
        text.Append(report.Missing.Count > 0 ? $" · {report.Missing.Count} missing\n\n" : "\n\n");

        var waiting = ClassFigures.WaitForAPerson(report);
        if (waiting.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {waiting.Count} to look at first\n\n");
            Rows(text, ListBytes, waiting.Select(Waiting), whereAllIs);
        }

        var rules = ClassFigures.Rules(report);
        if (rules.Count > 0)
        {
            text.Append("### Teach again next week\n\n| Students | Rule | |\n|---:|---|---|\n");
            Rows(text, ListBytes, rules.Select(Rule), whereAllIs);
        }

        if (report.LookAlike.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{LookAlikeGroup.Words(report.LookAlike)}: a hint for a person, in {GitHubText.Escape(whereAllIs)}; it changes no score.\n\n"
            );
        }

        text.Append(
            $"<details><summary>All students, criterion by criterion: plan, then code</summary>\n\n{Head(report)}"
        );
        Rows(text, StudentsBytes, report.ByName.Select(e => Student(e, ClassFigures.Criteria(report))), whereAllIs);
        text.Append("</details>\n\n");
        if (report.Missing.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"<details><summary>{report.Missing.Count} missing</summary>\n\n"
            );
            Rows(
                text,
                ListBytes,
                report.Missing.Select(m => $"- {GitHubText.Escape(m.Name)}: {GitHubText.Escape(m.Reason)}\n"),
                whereAllIs
            );
            text.Append("</details>\n\n");
        }

        return text.Append($"<sub>selectquest {report.GraderVersion}</sub>\n").ToString();
    }

    private static void Sandbox(StringBuilder text, SandboxNote note) =>
        text.Append(
            note.Isolated
                ? $"{GitHubText.Escape(note.Text)}\n\n"
                : $"> [!CAUTION]\n> **Code of this class ran without a sandbox.** {GitHubText.Escape(note.Text)}\n\n"
        );

    private static string Waiting(Undecided waiting)
    {
        var first = waiting.Findings[0];
        var more = waiting.Findings.Count > 1 ? $", and {waiting.Findings.Count - 1} more" : "";
        return $"- {Mark.Of(first.Check.Outcome).Label}: **{GitHubText.Escape(waiting.Entry.Name)}** {first.Whose} {first.Check.Rule} {GitHubText.Escape(first.Check.Observed)}{more}\n";
    }

    private static string Rule(RuleCount rule)
    {
        var review = rule.ForReview.Count > 0 ? $"{rule.ForReview.Count} for review" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {rule.Failed.Count} | **{rule.Finding.Check.Rule}** {rule.Finding.Title} | {review} |\n"
        );
    }

    private static string Head(ClassReport report)
    {
        var criteria = ClassFigures.Criteria(report);
        return $"| Student |{string.Concat(criteria.Select(c => $" {c} |"))} Score |\n|---|{string.Concat(criteria.Select(_ => ":-:|"))}---:|\n";
    }

    private static string Student(ClassEntry entry, IReadOnlyList<Criterion> criteria)
    {
        var cells = criteria.Select(c => entry.Verdict.Criteria.FirstOrDefault(v => v.Criterion == c));
        var score = entry.Verdict.Score;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {GitHubText.Escape(entry.Name)} |{string.Concat(cells.Select(c => $" {Cell(c)} |"))} {score.Points} of {score.Max}{(entry.IsDecided ? "" : ", open")} |\n"
        );
    }

    private static string Cell(CriterionVerdict? criterion) =>
        string.Join(' ', criterion?.Halves.OrderBy(h => h.Half).Select(h => Mark.Of(h).Symbol) ?? []);

    // Whole rows while there is room, then where the rest is.
    private static void Rows(StringBuilder text, int bytes, IEnumerable<string> rows, string whereAllIs)
    {
        var all = rows.ToArray();
        var shown = 0;
        while (shown < all.Length && (bytes -= Encoding.UTF8.GetByteCount(all[shown])) >= 0)
        {
            text.Append(all[shown++]);
        }

        text.Append(
            shown < all.Length
                ? $"\nAnd {all.Length - shown} more: all of them are in {GitHubText.Escape(whereAllIs)}.\n\n"
                : "\n"
        );
    }
}

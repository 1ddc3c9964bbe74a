using System.Text;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Reports;

/// <summary>
/// The verdict as GitHub Markdown, fit to be a step's summary: verdict first, headings from <c>###</c>, detail folded.
/// </summary>
public static class MarkdownReport
{
    // A step's summary holds 1 MiB and is lost whole beyond that. A character takes at most 3 bytes, and one finding,
    // with everything in it escaped, some 60,000 characters: beyond this length no further one is begun.
    private const int LongEnough = 250_000;

    /// <summary>The same verdict gives the same text.</summary>
    public static string Write(Verdict verdict)
    {
        var text = new StringBuilder();
        var findings = Findings.Of(verdict).Where(f => f.NeedsAttention).ToArray();
        var passed = verdict.Criteria.Count(c => c.Outcome == Outcome.Pass);
        var outcome = Mark.Of(verdict.Outcome);
        text.Append(
            $"### {outcome.Label}: {passed} of {verdict.Criteria.Count} criteria, {verdict.Score.Points} of {verdict.Score.Max} points\n\n"
        );
        text.Append($"{GitHubText.Escape(verdict.Submission)}{(verdict.PlanOnly ? ", the plan alone" : "")}\n\n");
        Table(text, verdict);
        if (verdict.HowRun is { } howRun)
        {
            text.Append($"{GitHubText.Escape(howRun)}\n\n");
        }

        DoneWhen(text, verdict);
        var shown = 0;
        while (shown < findings.Length && text.Length < LongEnough)
        {
            Detail(text, findings[shown++]);
        }

        if (shown < findings.Length)
        {
            text.Append(
                $"And {findings.Length - shown} more: `selectquest verify . --format json` lists them all.\n\n"
            );
        }

        text.Append($"<sub>selectquest {verdict.GraderVersion}</sub>\n");
        return text.ToString();
    }

    internal static void Table(StringBuilder text, Verdict verdict)
    {
        text.Append(
            verdict.PlanOnly ? "| Criterion | Plan |\n|---|---|\n" : "| Criterion | Plan | Code |\n|---|---|---|\n"
        );
        foreach (var criterion in verdict.Criteria)
        {
            var cells = criterion.Halves.OrderBy(h => h.Half).Select(h => $" {Mark.Of(h).Label} |");
            text.Append(
                $"| **{criterion.Criterion}** {QuestText.Title(criterion.Criterion)} |{string.Concat(cells)}\n"
            );
        }

        text.Append('\n');
    }

    private static void DoneWhen(StringBuilder text, Verdict verdict)
    {
        if (verdict.DoneWhen.Count == 0)
        {
            return;
        }

        text.Append("### Done when\n\n");
        foreach (var item in verdict.DoneWhen)
        {
            text.Append($"- {Mark.Of(item).Label}: {item.Text}\n");
        }

        text.Append('\n');
    }

    private static void Detail(StringBuilder text, Finding finding)
    {
        var check = finding.Check;
        var mark = check.NotStarted ? Mark.NotStarted : Mark.Of(check.Outcome);
        text.Append(
            $"<details><summary>{mark.Label} <b>{check.Rule}</b> {finding.Title} ({string.Join(", ", finding.BelongsTo)})</summary>\n\n"
        );
        if (check.Where is { } where)
        {
            text.Append($"{GitHubText.Code($"{where.File}:{where.Line}:{where.Column}")}\n\n");
        }

        Row(text, "Observed", GitHubText.Escape(check.Observed));
        Row(text, "Why", check.Why is null ? finding.Why : GitHubText.Escape(check.Why));
        Row(text, "Try", check.Try is null ? finding.Try : GitHubText.Escape(check.Try));
        Row(text, "Reproduce", GitHubText.Code(finding.Reproduce));
        Row(text, "More", GitHubText.Code(finding.Explain));
        Row(text, "Measured", GitHubText.Escape(check.Measured ?? ""));
        if (check.Story is { } story)
        {
            text.Append('\n').Append(GitHubText.Fence(PlainText.Lines(story), "text"));
        }

        text.Append("\n</details>\n\n");
    }

    private static void Row(StringBuilder text, string label, string words)
    {
        if (words.Length > 0)
        {
            text.Append($"- **{label}**: {words}\n");
        }
    }
}

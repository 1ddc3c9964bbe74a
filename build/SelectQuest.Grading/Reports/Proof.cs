using System.Text;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Reports;

/// <summary>
/// What the quest asks to be pasted: the loop's pseudocode and the registry's design as they stand in the plan, with
/// the verdict and the commit they belong to.
/// </summary>
public static class Proof
{
    /// <param name="verdict">The plan's half tells where the two designs stand.</param>
    /// <param name="plan">The plan that was judged.</param>
    /// <param name="commit">What HEAD names; null outside of a Git repository.</param>
    public static string Write(Verdict verdict, TextFile plan, string? commit)
    {
        var text = new StringBuilder();
        var passed = verdict.Criteria.Count(c => c.Outcome == Outcome.Pass);
        text.Append($"# Proof: {GitHubText.Escape(verdict.Submission)}\n\n");
        text.Append(
            $"- **Verdict**: {Mark.Of(verdict.Outcome).Label}, {passed} of {verdict.Criteria.Count} criteria, {verdict.Score.Points} of {verdict.Score.Max} points\n"
        );
        text.Append($"- **Commit**: {(commit is null ? "none: this is not a Git repository" : $"`{commit}`")}\n");
        text.Append($"- **Grader**: selectquest {verdict.GraderVersion}\n");
        foreach (var seen in verdict.Integrity)
        {
            text.Append($"- **Also seen**: {seen.Rule}, {GitHubText.Escape(seen.Observed)}\n");
        }

        text.Append('\n');
        MarkdownReport.Table(text, verdict);
        Design(text, "The select() loop's pseudocode", Criterion.C1, verdict, plan);
        Design(text, "The connection registry's design", Criterion.C2, verdict, plan);
        return text.ToString();
    }

    private static void Design(StringBuilder text, string title, Criterion criterion, Verdict verdict, TextFile plan)
    {
        text.Append($"## {title}\n\n");
        var half = verdict
            .Criteria.Where(c => c.Criterion == criterion)
            .SelectMany(c => c.Halves)
            .Single(h => h.Half == Half.Plan);
        var sections = half.NotStarted ? [] : PlanSections.Around(plan.Text, Lines(half, plan));
        text.Append($"{criterion} in the plan: {Mark.Of(half).Label}\n\n");
        if (sections.Count == 0)
        {
            text.Append("Nothing to show yet.\n\n");
        }

        foreach (var section in sections)
        {
            text.Append($"{GitHubText.Code($"{plan.Path}:{section.First}")}\n\n");
            text.Append(GitHubText.Fence(PlainText.Lines(section.Text), "markdown")).Append('\n');
        }
    }

    // Where the plan convinced, else where it was found wanting.
    private static IEnumerable<int> Lines(HalfVerdict half, TextFile plan)
    {
        var placed = half.Checks.Where(c => c.Where?.File == plan.Path).ToArray();
        var convinced = placed.Where(c => c.Outcome == Outcome.Pass).ToArray();
        return (convinced.Length > 0 ? convinced : placed).Select(c => c.Where!.Line);
    }
}

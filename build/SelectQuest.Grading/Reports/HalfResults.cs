using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Reports;

/// <summary>One half of one criterion as tools that know nothing but tests see it.</summary>
/// <param name="Findings">What needs attention in it; empty where it passed.</param>
internal sealed record HalfResult(
    Criterion Criterion,
    Half Half,
    Mark Mark,
    Outcome Outcome,
    int Points,
    int Max,
    IReadOnlyList<Finding> Findings
)
{
    /// <summary><c>plan</c> or <c>code</c>.</summary>
    public string Side => Half == Half.Plan ? "plan" : "code";

    public string Name => $"{Criterion} {Side}: {QuestText.Title(Criterion)}";

    /// <summary>The first line of its output: what a person has to know before the findings.</summary>
    public string Says =>
        Outcome switch
        {
            Outcome.Pass => "Pass.",
            Outcome.Review => "For review: the grader cannot tell, and a person decides. Nothing is proven wrong.",
            Outcome.Error => "The grader failed here. This costs nothing, and a person decides.",
            _ when Mark == Mark.NotStarted => "Not started.",
            _ => "Fail.",
        };

    /// <summary>That line, and every finding whole.</summary>
    public string Output => $"{Says}\n{string.Concat(Findings.Select(f => "\n" + FindingText.Of(f)))}";
}

/// <summary>A verdict's halves, criterion by criterion, the plan first.</summary>
internal static class HalfResults
{
    public static IReadOnlyList<HalfResult> Of(Verdict verdict)
    {
        var open = Findings.Of(verdict).Where(f => f.NeedsAttention).ToArray();
        return
        [
            .. from criterion in verdict.Criteria
            from half in criterion.Halves.OrderBy(h => h.Half)
            let id = Findings.Id(criterion.Criterion, half.Half)
            select new HalfResult(
                criterion.Criterion,
                half.Half,
                Mark.Of(half),
                half.Outcome,
                Grader.Points(criterion, half),
                Grader.MaxPoints(criterion, half),
                [.. open.Where(f => f.BelongsTo.Contains(id))]
            ),
        ];
    }
}

using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Batch;

/// <summary>One line of a grade: what the machine says, what counts, and why if that is not the same.</summary>
/// <param name="Subject"><c>C1.plan</c>, <c>C1.code</c>, or <c>D1</c>.</param>
/// <param name="Reason">The instructor's, where the outcome is theirs; else null.</param>
internal sealed record GradeLine(string Subject, Outcome Machine, Outcome Final, int Points, int Max, string? Reason);

/// <summary>What a submission earns under a rubric, with the instructor's decisions.</summary>
internal sealed record Grade(IReadOnlyList<GradeLine> Lines)
{
    public int Points => Lines.Sum(line => line.Points);

    public int Max => Lines.Sum(line => line.Max);

    /// <summary>Review and error earn nothing until somebody decides.</summary>
    public bool IsOpen => Lines.Any(line => line.Final is Outcome.Review or Outcome.Error);

    /// <summary>Judged by the plan alone, the plan's half is worth what both are.</summary>
    public static Grade Of(Verdict verdict, Rubric rubric, IEnumerable<Override> overrides)
    {
        var decided = overrides.Where(one => one.Submission == verdict.Submission).ToDictionary(one => one.Subject);
        var halves =
            from criterion in verdict.Criteria
            from half in criterion.Halves
            let max = verdict.PlanOnly
                ? Enum.GetValues<Half>().Sum(one => rubric.Halves[(criterion.Criterion, one)])
                : rubric.Halves[(criterion.Criterion, half.Half)]
            select Line(Reports.Findings.Id(criterion.Criterion, half.Half), half.Outcome, max);
        var items = verdict.DoneWhen.Select(item => Line(item.Id, item.Outcome, rubric.DoneWhen[item.Id]));
        return new Grade([.. halves, .. items]);

        GradeLine Line(string subject, Outcome machine, int max)
        {
            var mine = decided.GetValueOrDefault(subject);
            var final = mine?.Outcome ?? machine;
            return new GradeLine(subject, machine, final, final == Outcome.Pass ? max : 0, max, mine?.Reason);
        }
    }
}

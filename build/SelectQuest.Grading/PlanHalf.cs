using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading;

/// <summary>What <c>week-3/day2-select-plan.md</c> says.</summary>
internal sealed class PlanHalf(Submission submission, FaultBarrier faults) : IHalfJudge
{
    public Half Half => Half.Plan;

    public IReadOnlyList<Check> Checks(Criterion criterion) =>
        Unreadable()
        ?? faults.Guard($"judging {criterion} in the plan", () => [Check.Skipped("SQ101", "no plan evidence yet")]);

    public IReadOnlyList<Check> DoneWhen(string item) =>
        Unreadable() ?? faults.Guard($"judging {item} in the plan", () => []);

    // A plan that is not there or not text decides every criterion's plan half.
    private IReadOnlyList<Check>? Unreadable() =>
        submission.Plan is null
            ?
            [
                .. submission.Problems.Where(p =>
                    p.Rule is SubmissionReader.PlanMissing or SubmissionReader.PlanUnreadable
                ),
            ]
            : null;
}

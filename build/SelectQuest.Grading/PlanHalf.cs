using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Plan;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading;

/// <summary>What <c>week-3/day2-select-plan.md</c> says.</summary>
internal sealed class PlanHalf(Submission submission, FaultBarrier faults) : IHalfJudge
{
    private readonly Lazy<PlanEvidence> evidence = new(() => PlanEvidence.Read(submission.Plan!));

    public Half Half => Half.Plan;

    /// <summary>What the plan says, for whoever compares the code with it; null if there is no plan or it cannot be read.</summary>
    public PlanEvidence? EvidenceIfAny()
    {
        PlanEvidence? read = null;
        if (submission.Plan is not null)
        {
            _ = faults.Guard(
                "reading the plan",
                () =>
                {
                    read = evidence.Value;
                    return [];
                }
            );
        }

        return read;
    }

    public IReadOnlyList<Check> Checks(Criterion criterion) =>
        Unreadable()
        ?? faults.Guard(
            $"judging {criterion} in the plan",
            () => Judge(criterion).Select(check => Placed(criterion.ToString(), check))
        );

    public IReadOnlyList<Check> DoneWhen(string item) =>
        Unreadable()
        ?? faults.Guard($"judging {item} in the plan", () => Judge(item).Select(check => Placed(item, check)));

    private IEnumerable<Check> Judge(Criterion criterion) =>
        criterion switch
        {
            Criterion.C1 => C1Plan.Judge(evidence.Value),
            Criterion.C2 => C2Plan.Judge(evidence.Value),
            Criterion.C3 => C3Plan.Judge(evidence.Value),
            Criterion.C4 => C4Plan.Judge(evidence.Value),
            Criterion.C5 => C5Plan.Judge(evidence.Value),
            _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, null),
        };

    private IEnumerable<Check> Judge(string item) =>
        item switch
        {
            "D3" => DoneWhenPlan.NonBlocking(evidence.Value),
            "D4" => DoneWhenPlan.Eagain(evidence.Value),
            _ => throw new ArgumentOutOfRangeException(nameof(item), item, null),
        };

    // What is missing has no line of its own; it has one where it belongs.
    private Check Placed(string subject, Check check) =>
        check.Outcome is Outcome.Fail or Outcome.Review && check.Where is null
            ? check with
            {
                Where = PlanPlaces.Of(subject, submission.Plan!),
            }
            : check;

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

using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Batch;

/// <summary>Puts an instructor's decisions beside the machine's verdict, for every report to show.</summary>
internal static class Decisions
{
    /// <summary>The rule under which a decision is shown.</summary>
    public const string Rule = "SQ903";

    /// <summary>The verdict with the decisions in it, and the score that the rubric gives for it.</summary>
    public static Verdict Apply(Verdict verdict, Rubric rubric, IReadOnlyList<Override> overrides)
    {
        var mine = overrides.Where(one => one.Submission == verdict.Submission).ToDictionary(one => one.Subject);
        var decided = verdict with
        {
            Criteria =
            [
                .. verdict.Criteria.Select(criterion =>
                    criterion with
                    {
                        Halves =
                        [
                            .. criterion.Halves.Select(half =>
                                mine.TryGetValue(Findings.Id(criterion.Criterion, half.Half), out var one)
                                    ? half with
                                    {
                                        Outcome = one.Outcome,
                                        Checks = [Decided(one, half.Outcome), .. half.Checks],
                                    }
                                    : half
                            ),
                        ],
                    }
                ),
            ],
            DoneWhen =
            [
                .. verdict.DoneWhen.Select(item =>
                    mine.TryGetValue(item.Id, out var one) ? item with { Checks = [Decided(one, item.Outcome)] } : item
                ),
            ],
        };
        var grade = Grade.Of(verdict, rubric, overrides);
        return decided with { Score = new Score(grade.Points, grade.Max) };
    }

    private static Check Decided(Override one, Outcome machine) =>
        new(
            Rule,
            one.Outcome,
            $"Decided by the instructor: {one.Reason} The grader's own outcome: {Mark.Of(machine).Label}."
        );
}

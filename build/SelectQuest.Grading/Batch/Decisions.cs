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
        var grade = Grade.Of(verdict, rubric, overrides);
        var worth = grade.Lines.ToDictionary(line => line.Subject, line => line.Max);
        return verdict with
        {
            Criteria =
            [
                .. verdict.Criteria.Select(criterion =>
                    criterion with
                    {
                        Halves =
                        [
                            .. criterion.Halves.Select(half => Half(Findings.Id(criterion.Criterion, half.Half), half)),
                        ],
                    }
                ),
            ],
            DoneWhen = [.. verdict.DoneWhen.Select(Item)],
            Score = new Score(grade.Points, grade.Max),
        };

        HalfVerdict Half(string id, HalfVerdict half) =>
            mine.TryGetValue(id, out var one)
                ? half with
                {
                    Outcome = one.Outcome,
                    Checks = [Decided(one, half.Outcome), .. half.Checks],
                    Worth = worth[id],
                }
                : half with
                {
                    Worth = worth[id],
                };

        DoneWhen Item(DoneWhen item) =>
            item with
            {
                Checks = mine.TryGetValue(item.Id, out var one) ? [Decided(one, item.Outcome)] : item.Checks,
                Worth = worth[item.Id],
            };
    }

    private static Check Decided(Override one, Outcome machine) =>
        new(
            Rule,
            one.Outcome,
            $"Decided by the instructor: {one.Reason} The grader's own outcome: {Mark.Of(machine).Label}."
        );
}

using SelectQuest.Grading.Verdicts;
using static SelectQuest.Grading.Verdicts.Outcome;

namespace SelectQuest.Verdicts.Tests.Scoring;

public class ExitCodes
{
    public static TheoryData<int, Outcome[]> Table =>
        new()
        {
            { 3, [Fail, Review, Pass, Error] },
            { 1, [Review, Pass, Fail] },
            { 4, [Pass, Review] },
            { 0, [Pass, Pass] },
            { 0, [Pass, Skipped] },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void Error_is_3_else_fail_1_else_review_4_else_0(int expected, Outcome[] halves) =>
        Assert.Equal(expected, OutcomesJoin.Of([.. halves.Select(outcome => OutcomesJoin.Judged(outcome))]).ExitCode);

    [Fact]
    public void An_error_in_one_half_is_seen_behind_a_fail_in_the_other()
    {
        var verdict = OutcomesJoin.Of(OutcomesJoin.Judged(Fail, Error), OutcomesJoin.Judged(Pass, Pass));

        Assert.Equal(Fail, verdict.Outcome);
        Assert.Equal(3, verdict.ExitCode);
    }
}

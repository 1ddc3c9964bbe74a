using SelectQuest.Grading.Verdicts;
using static SelectQuest.Grading.Verdicts.Outcome;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Verdicts.Tests.Scoring;

/// <summary>A proven fail, else error, else review, else pass; skipped never decides, and alone it is for review.</summary>
public class OutcomesJoin
{
    public static TheoryData<Outcome, Outcome[]> Table =>
        new()
        {
            { Fail, [Pass, Review, Skipped, Error, Fail] },
            { Error, [Pass, Review, Skipped, Error] },
            { Review, [Pass, Review, Skipped] },
            { Pass, [Pass, Skipped] },
            { Pass, [Pass] },
            { Review, [Skipped, Skipped] },
            { Review, [] },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_gravest_that_decides_is_the_whole(Outcome expected, Outcome[] parts)
    {
        Assert.Equal(expected, parts.Join());
        Assert.Equal(expected, parts.Reverse().Join());
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Checks_make_a_half_and_an_item_and_halves_a_criterion(Outcome expected, Outcome[] parts)
    {
        Check[] checks = [.. parts.Select(outcome => new Check("SQ131", outcome, "Seen."))];
        var half = HalfVerdict.From(Half.Code, checks);
        HalfVerdict[] halves = [.. parts.Select(outcome => new HalfVerdict(Half.Plan, outcome, []))];
        var criterion = new CriterionVerdict(Criterion.C1, halves);

        Assert.Equal((Half.Code, expected), (half.Half, half.Outcome));
        Assert.Equal(checks, half.Checks);
        Assert.Equal(expected, new DoneWhen("D3", "Its text", checks).Outcome);
        Assert.Equal(expected, criterion.Outcome);
    }

    [Theory]
    [InlineData(Fail, Pass, Review, Error, Fail)]
    [InlineData(Error, Pass, Review, Error)]
    [InlineData(Review, Pass, Review)]
    [InlineData(Review, Pass, Skipped)]
    [InlineData(Pass, Pass, Pass)]
    public void Criteria_make_a_verdict(Outcome expected, params Outcome[] criteria) =>
        Assert.Equal(expected, Of([.. criteria.Select(outcome => Judged(outcome))]).Outcome);

    [Fact]
    public void A_half_that_fails_at_a_hole_is_not_started()
    {
        var hole = Check.Fail("SQ131", "A hole.") with { NotStarted = true };
        var fault = Check.Fail("SQ132", "Wrong.");

        Assert.True(HalfVerdict.From(Half.Code, [fault, hole]).NotStarted);
        Assert.False(HalfVerdict.From(Half.Code, [fault]).NotStarted);
        Assert.False(HalfVerdict.From(Half.Code, [hole with { Outcome = Review }]).NotStarted);
    }

    internal static CriterionVerdict Judged(params Outcome[] halves) =>
        new(Criterion.C1, [.. halves.Select(outcome => new HalfVerdict(Half.Plan, outcome, []))]);

    internal static Verdict Of(params CriterionVerdict[] criteria) =>
        new("a quest", false, criteria, [], [], new Score(0, 100), "1.0");
}

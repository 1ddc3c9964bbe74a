using SelectQuest.Grading.Verdicts;
using static SelectQuest.Grading.Verdicts.Outcome;

namespace SelectQuest.Grading.Tests;

public class OutcomePrecedence
{
    [Theory]
    [InlineData(Fail, Pass, Review, Error, Fail)]
    [InlineData(Error, Pass, Review, Error)]
    [InlineData(Review, Pass, Review, Skipped)]
    [InlineData(Pass, Pass, Skipped)]
    [InlineData(Review, Skipped, Skipped)]
    [InlineData(Review)]
    public void A_half_takes_the_gravest_outcome_that_decides(Outcome expected, params Outcome[] checks) =>
        Assert.Equal(expected, checks.Join());
}

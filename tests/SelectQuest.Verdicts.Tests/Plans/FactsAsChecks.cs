using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Verdicts.Plan;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Plans;

public class FactsAsChecks
{
    private static readonly Fact Yes = Fact.Yes("Yes.", 1);
    private static readonly Fact No = Fact.No("No.", 2);
    private static readonly Fact Unsure = Fact.Unsure("Unsure.", 3);

    [Theory]
    [InlineData(12, 7, "plan.md:12:7")]
    [InlineData(1, 1, "plan.md:1:1")]
    [InlineData(12, 0, "plan.md:12:1")]
    [InlineData(0, 7, "-")]
    public void A_fact_keeps_its_line_if_it_has_one(int line, int column, string place) =>
        Assert.Equal(
            $"Pass SQ101 {place} Seen.",
            Fact.Yes("Seen.", line, column).Under("SQ101", SoundPlan.Evidence).AsLine()
        );

    [Fact]
    public void Yes_passes_no_fails_and_unsure_is_for_review() =>
        Assert.Equal(
            ["Pass SQ101", "Fail SQ101", "Review SQ101"],
            new[] { Yes, No, Unsure }.Select(fact => fact.Under("SQ101", SoundPlan.Evidence)).AsOutcomes()
        );

    [Fact]
    public void The_gravest_fact_is_the_first_that_fails_else_the_first_for_review_else_the_first()
    {
        var (again, unsureAgain) = (Fact.No("No again.", 4), Fact.Unsure("Unsure again.", 5));

        Assert.Same(No, new[] { Yes, Unsure, No, again }.Gravest());
        Assert.Same(Unsure, new[] { Yes, Unsure, unsureAgain }.Gravest());
        Assert.Same(Yes, new[] { Yes, Fact.Yes("Yes again.", 6) }.Gravest());
    }
}

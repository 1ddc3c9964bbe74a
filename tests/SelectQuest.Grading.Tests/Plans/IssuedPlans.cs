using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Plans;

public class IssuedPlans
{
    [Fact]
    public void The_starters_plan_passes_nothing_and_every_half_reads_not_started()
    {
        var halves = PlanCorpus.Judge(PlanCorpus.Starter());

        Assert.All(halves.Values, half => Assert.True(half.NotStarted));
    }

    [Fact]
    public void The_starters_plan_is_recognised_under_another_name_with_other_line_ends()
    {
        var text = PlanCorpus
            .Starter()
            .Replace("QuestName", "Café 3", StringComparison.Ordinal)
            .Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.All(PlanCorpus.Judge("\ufeff" + text).Values, half => Assert.True(half.NotStarted));
    }

    [Fact]
    public void The_starters_questions_wrapped_otherwise_are_still_the_starters()
    {
        var text = PlanCorpus
            .Starter()
            .Replace("moment? Where", "moment?\nWhere", StringComparison.Ordinal)
            .Replace("Give a\n", "Give a ", StringComparison.Ordinal);

        Assert.All(PlanCorpus.Judge(text).Values, half => Assert.True(half.NotStarted));
    }

    [Fact]
    public void The_model_plan_gets_full_marks_with_nothing_to_review()
    {
        var halves = PlanCorpus.Judge(PlanCorpus.Model());

        Assert.All(halves.Values, half => Assert.All(half.Checks, check => Assert.Equal(Outcome.Pass, check.Outcome)));
        Assert.All(PlanCorpus.DoneWhen(PlanCorpus.Model()), check => Assert.Equal(Outcome.Pass, check.Outcome));
    }

    [Fact]
    public void The_model_answers_written_below_the_starters_questions_count()
    {
        var halves = PlanCorpus.Judge(PlanCorpus.Starter() + "\n" + PlanCorpus.Model());

        Assert.All(halves.Values, half => Assert.Equal(Outcome.Pass, half.Outcome));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("# Plan\n")]
    public void An_empty_plan_is_not_started(string text) =>
        Assert.All(PlanCorpus.Judge(text).Values, half => Assert.True(half.NotStarted));
}

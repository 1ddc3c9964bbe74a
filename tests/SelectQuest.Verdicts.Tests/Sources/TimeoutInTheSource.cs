using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;
using static SelectQuest.Verdicts.Tests.Given.SoundCode;

namespace SelectQuest.Verdicts.Tests.Sources;

public class TimeoutInTheSource
{
    private const string NotShown =
        "Review SQ531 loop.cs:25:1 The source does not show which timeout `select` is given.";
    private const string Infinite =
        "Review SQ532 loop.cs:25:1 `select` waits for ever: only a client or a signal wakes the loop.";

    [Theory]
    [InlineData(500, "Pass SQ531 loop.cs:25:1 The timeout is 500 ms.")]
    [InlineData(10, "Pass SQ531 loop.cs:25:1 The timeout is 10 ms.")]
    [InlineData(12.5, "Pass SQ531 loop.cs:25:1 The timeout is 12.5 ms.")]
    [InlineData(60_000, "Pass SQ531 loop.cs:25:1 The timeout is 60,000 ms.")]
    [InlineData(60_001, "Review SQ531 loop.cs:25:1 The timeout is 60,001 ms: longer than a minute.")]
    [InlineData(9, "Fail SQ533 loop.cs:25:1 The timeout is 9 ms: an idle server spins.")]
    [InlineData(0.0123, "Fail SQ533 loop.cs:25:1 The timeout is 0.0123 ms: an idle server spins.")]
    [InlineData(0, "Fail SQ533 loop.cs:25:1 The timeout is 0 ms: an idle server spins.")]
    [InlineData(-1, Infinite)]
    public void A_timeout_is_neither_so_short_that_it_spins_nor_longer_than_a_minute(
        double milliseconds,
        string expected
    ) => Assert.Equal([expected], Judge(new TimeoutValue([Time(milliseconds)], Unknown: false, Loop(25))));

    [Fact]
    public void A_timeout_that_is_not_in_the_text_is_for_review()
    {
        Assert.Equal([NotShown], Judge(new TimeoutValue([], Unknown: true, Loop(25))));
        Assert.Equal([NotShown], Judge(new TimeoutValue([], Unknown: false, Loop(25))));
    }

    [Fact]
    public void Values_that_are_in_the_text_are_judged_beside_one_that_is_not() =>
        Assert.Equal(
            [NotShown, "Pass SQ531 loop.cs:25:1 The timeout is 500 ms."],
            Judge(new TimeoutValue([Time(500)], Unknown: true, Loop(25)))
        );

    [Fact]
    public void Zero_now_and_then_is_no_proof_of_spinning()
    {
        Assert.Equal(
            [
                "Review SQ533 loop.cs:25:1 The timeout is 0 ms at times.",
                "Pass SQ531 loop.cs:25:1 The timeout is 500 ms.",
            ],
            Judge(new TimeoutValue([Time(0), Time(500)], Unknown: false, Loop(25)))
        );
        Assert.Equal(
            [NotShown, "Review SQ533 loop.cs:25:1 The timeout is 0 ms at times."],
            Judge(new TimeoutValue([Time(0)], Unknown: true, Loop(25)))
        );
    }

    [Fact]
    public void Waiting_for_ever_at_times_is_for_review_too() =>
        Assert.Equal(
            [Infinite, "Pass SQ531 loop.cs:25:1 The timeout is 500 ms."],
            Judge(new TimeoutValue([Timeout.InfiniteTimeSpan, Time(500)], Unknown: false, Loop(25)))
        );

    [Fact]
    public void Every_call_in_an_iteration_is_judged_and_no_other()
    {
        var second = Select with { Timeout = new TimeoutValue([Time(0)], Unknown: false, Loop(60)) };
        var elsewhere = second with { InIterate = false };

        Assert.Equal(
            ["Pass SQ531", "Fail SQ533"],
            C5Code.Judge(Of(Facts with { Selects = [elsewhere, Select, second] })).AsOutcomes()
        );
    }

    [Fact]
    public void A_select_that_no_iteration_reaches_is_for_review() =>
        Assert.Equal(
            ["Review SQ531 loop.cs:20:1 No iteration seems to come by the `select` whose timeout counts."],
            C5Code.Judge(Of(Facts with { Selects = [Select with { InIterate = false }] })).AsLines()
        );

    [Fact]
    public void Without_any_select_there_is_no_timeout() =>
        Assert.Equal(
            ["Fail SQ531 loop.cs:10:1 There is no `select` whose timeout could be looked at."],
            C5Code.Judge(Of(Facts with { Selects = [] })).AsLines()
        );

    private static TimeSpan Time(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static string[] Judge(TimeoutValue timeout) =>
        C5Code.Judge(Of(Facts with { Selects = [Select with { Timeout = timeout }] })).AsLines();
}

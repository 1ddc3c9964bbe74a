using SelectQuest.Grading.Evidence.Live;

namespace SelectQuest.Grading.Tests.Live;

public class IdleWatches
{
    [Theory]
    [InlineData(1000, 500, 1)]
    [InlineData(500, 500, 1)]
    [InlineData(499, 500, 2)]
    [InlineData(100, 510, 6)]
    [InlineData(10, 500, 50)]
    public void Each_timeout_that_may_pass_explains_one_wake_up(int timeout, int watched, long passes) =>
        Assert.Equal(passes + IdleWatch.Slack, IdleWatch.Allowed(Milliseconds(timeout), Milliseconds(watched)));

    [Fact]
    public void A_server_that_waits_for_ever_has_no_more_than_the_slack()
    {
        Assert.Equal(IdleWatch.Slack, IdleWatch.Allowed(null, Milliseconds(500)));
        Assert.Equal(IdleWatch.Slack, IdleWatch.Allowed(Timeout.InfiniteTimeSpan, Milliseconds(500)));
    }

    [Fact]
    public void A_timeout_of_zero_explains_any_number() =>
        Assert.Equal(long.MaxValue, IdleWatch.Allowed(TimeSpan.Zero, Milliseconds(500)));

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public void Only_more_wake_ups_than_explained_are_too_often(long wakeUps, bool tooOften)
    {
        var watch = new IdleWatch(Milliseconds(500), wakeUps, wakeUps + 30, TimeSpan.Zero);

        Assert.Equal(tooOften, watch.IsTooOftenFor(Milliseconds(1000)));
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}

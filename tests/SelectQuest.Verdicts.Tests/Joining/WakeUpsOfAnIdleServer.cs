using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

/// <summary>An idle server wakes up as often as its timeout passes: what is more is for C5 to explain.</summary>
public class WakeUpsOfAnIdleServer
{
    private const string Explained =
        "Pass SQ533 - While all clients were idle, the server woke up no more often than its timeout explains.";
    private const string Unexplained =
        "Fail SQ533 - While all clients were idle, the server woke up more often than its timeout explains.";

    private static readonly TimeSpan Infinite = Timeout.InfiniteTimeSpan;

    [Fact]
    public void As_often_as_the_timeout_passes_and_a_little_more_is_explained()
    {
        // Twice in a second, and the slack.
        const int Allowed = 2 + IdleWatch.Slack;

        Assert.Equal(Explained, Judge(Allowed, Milliseconds(500)).AsLine());
        Assert.Equal(Unexplained, Judge(Allowed + 1, Milliseconds(500)).AsLine());
        Assert.Equal("7 wake-ups in 1000 ms, 7 allowed", Judge(Allowed, Milliseconds(500)).Measured);
        Assert.Equal("8 wake-ups in 1000 ms, 7 allowed", Judge(Allowed + 1, Milliseconds(500)).Measured);
    }

    [Fact]
    public void Of_several_timeouts_the_shortest_explains_most()
    {
        Assert.Equal(Explained, Judge(10 + IdleWatch.Slack, Milliseconds(100), Milliseconds(500)).AsLine());
        Assert.Equal(Explained, Judge(10 + IdleWatch.Slack, Infinite, Milliseconds(500), Milliseconds(100)).AsLine());
    }

    [Fact]
    public void Waiting_for_ever_explains_no_wake_up_beyond_the_slack()
    {
        Assert.Equal(Explained, Judge(IdleWatch.Slack, Infinite).AsLine());
        Assert.Equal(Unexplained, Judge(IdleWatch.Slack + 1, Infinite).AsLine());
    }

    [Fact]
    public void Nothing_is_said_where_nobody_watched_or_no_timeout_is_known()
    {
        Assert.Empty(OfC5(Code(7, Milliseconds(500)) with { Live = SoundRun.Live }));
        Assert.Empty(OfC5(Code(7, Milliseconds(500)) with { Simulation = null }));
        Assert.Empty(OfC5(Code(7)));
    }

    [Fact]
    public void It_counts_for_the_timeout_and_stands_behind_the_scenarios()
    {
        var code = Code(700, Milliseconds(500));
        var checks = LiveRules.Judge(code).ToArray();

        Assert.Equal(ScenarioNames.All.Count + 1, checks.Length);
        Assert.Equal("C5", checks[^1].Subject);
        Assert.Equal(
            [
                "Fail SQ533 loop.cs:10:1 While all clients were idle, the server woke up more often than its timeout explains.",
            ],
            RealWorld.Beside("C5", [], code).AsLines()
        );
    }

    private static Check Judge(long wakeUps, params TimeSpan[] timeouts) =>
        Assert.Single(OfC5(Code(wakeUps, timeouts)));

    private static Check[] OfC5(CodeEvidence code) =>
        [.. LiveRules.Judge(code).Where(one => one.Subject == "C5").Select(one => one.Check)];

    private static CodeEvidence Code(long wakeUps, params TimeSpan[] timeouts) =>
        SoundCode.Evidence with
        {
            Simulation = SoundRun.Simulation with { Timeouts = timeouts },
            Live = SoundRun.Live with
            {
                Idle = new IdleWatch(Milliseconds(1000), wakeUps, wakeUps + 3, Milliseconds(9)),
            },
        };

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}

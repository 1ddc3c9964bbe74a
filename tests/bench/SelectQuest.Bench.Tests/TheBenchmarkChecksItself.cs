using SelectQuest.Bench.Measuring;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Results;
using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Tests;

/// <summary>The two checks hold when they should, and do not when they should not.</summary>
public class TheBenchmarkChecksItself
{
    private static readonly Workload Fifty = Workload.AllActive(50, 64, 1);
    private static readonly double[] Noise = [0.97, 1.02, 0.99, 1.03, 1.00, 0.98, 1.01];

    [Fact]
    public void What_is_slower_shows_and_what_is_the_same_does()
    {
        var check = Check(slowed: 1.4, again: 1);

        Assert.True(check.ShowsWhatIsSlower);
        Assert.True(check.ShowsWhatIsSame);
        Assert.True(check.Holds);
        Assert.Equal(2, SelfCheckText.Of(check).Split("it does.").Length - 1);
    }

    [Fact]
    public void A_slowed_build_that_does_not_come_out_slower_is_noticed()
    {
        var check = Check(slowed: 1.01, again: 1);

        Assert.False(check.ShowsWhatIsSlower);
        Assert.False(check.Holds);
        Assert.Contains("do not use these figures", SelfCheckText.Of(check), StringComparison.Ordinal);
    }

    [Fact]
    public void A_twin_that_differs_by_more_than_the_spread_is_noticed()
    {
        var check = Check(slowed: 1.4, again: 1.1);

        Assert.True(check.ShowsWhatIsSlower);
        Assert.False(check.ShowsWhatIsSame);
        Assert.False(check.Holds);
    }

    [Fact]
    public void What_was_not_measured_holds_nothing()
    {
        Assert.Null(new Measurements().Check([Fifty]));
        Assert.False(new SelfCheck(null, null).Holds);
    }

    [Fact]
    public void One_client_that_talks_has_no_say()
    {
        var measured = new Measurements();
        RatiosArePaired.Add(measured, Peer.Solution, Workload.OneAmong(900), 0, 100);
        RatiosArePaired.Add(measured, Peer.Again, Workload.OneAmong(900), 0, 300);

        Assert.Null(measured.Check([Workload.OneAmong(900)]));
    }

    private static SelfCheck Check(double slowed, double again)
    {
        var measured = new Measurements();
        for (var round = 0; round < Noise.Length; round++)
        {
            RatiosArePaired.Add(measured, Peer.Solution, Fifty, round, 1000);
            RatiosArePaired.Add(measured, Peer.Slowed, Fifty, round, 1000 * slowed * Noise[round]);
            RatiosArePaired.Add(measured, Peer.Again, Fifty, round, 1000 * again * Noise[round]);
        }

        return measured.Check([Fifty])!;
    }
}

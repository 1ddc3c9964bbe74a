using SelectQuest.Bench.Measuring;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Statistics;
using SelectQuest.Cli.Load;

namespace SelectQuest.Bench.Tests;

/// <summary>A ratio is of one round; what the machine does to a whole round is not in it.</summary>
public class RatiosArePaired
{
    private static readonly Workload Fifty = Workload.AllActive(50, 64, 1);

    [Fact]
    public void Round_with_round_and_a_round_that_one_of_them_missed_is_left_out()
    {
        var ratios = Paired.Ratios(
            new Dictionary<int, double>
            {
                [2] = 30,
                [0] = 10,
                [3] = 99,
            },
            new Dictionary<int, double>
            {
                [0] = 5,
                [1] = 1,
                [2] = 10,
            }
        );

        Assert.Equal([2, 3], ratios);
    }

    [Fact]
    public void Nothing_is_divided_by_nothing() =>
        Assert.Empty(Paired.Ratios(new Dictionary<int, double> { [0] = 1 }, new Dictionary<int, double> { [0] = 0 }));

    [Fact]
    public void A_machine_that_slows_down_does_not_spread_them()
    {
        var measured = new Measurements();
        for (var round = 0; round < 7; round++)
        {
            Add(measured, Peer.Reference, Fifty, round, 1000 * (round + 1));
            Add(measured, Peer.Solution, Fifty, round, 1100 * (round + 1));
        }

        var ratio = measured.CpuAgainst(Peer.Solution, Peer.Reference, Fifty)!;

        Assert.Equal(1.1, ratio.Median, 10);
        Assert.Equal(0, ratio.Spread, 10);
        Assert.Equal(7, ratio.Count);
        Assert.Equal(4400, measured.Of(Peer.Solution, Fifty, sample => sample.CpuNanoseconds)!.Median);
        Assert.Null(measured.CpuAgainst("python", Peer.Reference, Fifty));
        Assert.Null(measured.CpuAgainst(Peer.Solution, Peer.Reference, Workload.AllActive(200, 64, 1)));
    }

    [Fact]
    public void Workloads_of_equal_words_are_one()
    {
        Assert.Equal(Fifty, new Workload(50, 50, new LoadShape(64, 1)));
        Assert.NotEqual(Fifty, Workload.OneAmong(49));
    }

    internal static void Add(Measurements measured, string peer, Workload workload, int round, double nanoseconds) =>
        measured.Add(peer, workload, round, new Sample(nanoseconds, 1, 1, 1, 1));
}

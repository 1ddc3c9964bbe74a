using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Measuring;

/// <summary>All samples, by server, workload and round.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<(string Peer, Workload Workload), SortedDictionary<int, Sample>> samples = [];

    public void Add(string peer, Workload workload, int round, Sample sample)
    {
        if (!samples.TryGetValue((peer, workload), out var rounds))
        {
            samples[(peer, workload)] = rounds = [];
        }

        rounds[round] = sample;
    }

    /// <summary>One figure of a server, over the rounds; null if it was not measured.</summary>
    public Quartiles? Of(string peer, Workload workload, Func<Sample, double> figure) =>
        Quartiles.Of(Figures(peer, workload, figure).Values);

    /// <summary>CPU per message as a share of another's, paired by round; null if one of the two was not measured.</summary>
    public Quartiles? CpuAgainst(string peer, string other, Workload workload) =>
        Quartiles.Of(Ratios(peer, other, workload));

    /// <summary>The same over several workloads.</summary>
    public Quartiles? CpuAgainst(string peer, string other, IEnumerable<Workload> workloads) =>
        Quartiles.Of(workloads.SelectMany(workload => Ratios(peer, other, workload)));

    public SelfCheck? Check(IReadOnlyList<Workload> workloads)
    {
        // With one client that talks a slice holds too few messages for the twin's small difference.
        var crowded = workloads.Where(workload => !workload.IsScaling).ToList();
        var smallest = crowded.Select(workload => workload.Shape.MessageBytes).DefaultIfEmpty(0).Min();
        var (slowed, again) = (
            // 2 us more at a receive are lost in those that bring tens of kilobytes.
            CpuAgainst(Peer.Slowed, Peer.Solution, crowded.Where(workload => workload.Shape.MessageBytes == smallest)),
            CpuAgainst(Peer.Again, Peer.Solution, crowded)
        );
        return slowed is null && again is null ? null : new SelfCheck(slowed, again);
    }

    private IEnumerable<double> Ratios(string peer, string other, Workload workload) =>
        Paired.Ratios(
            Figures(peer, workload, sample => sample.CpuNanoseconds),
            Figures(other, workload, sample => sample.CpuNanoseconds)
        );

    private Dictionary<int, double> Figures(string peer, Workload workload, Func<Sample, double> figure) =>
        samples.TryGetValue((peer, workload), out var rounds)
            ? rounds.ToDictionary(round => round.Key, round => figure(round.Value))
            : [];
}

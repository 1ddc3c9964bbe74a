using SelectQuest.Bench.Measuring;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Results;

/// <summary>Everything one run of the benchmark found.</summary>
internal sealed record BenchResults
{
    public required Machine Machine { get; init; }

    public required BenchOptions Options { get; init; }

    public required Cores Cores { get; init; }

    /// <summary>Those that were measured, in the order of the tables.</summary>
    public required IReadOnlyList<Peer> Peers { get; init; }

    /// <summary>Why others were not.</summary>
    public required IReadOnlyList<(Peer Peer, string WhyNot)> Skipped { get; init; }

    public required Measurements Measurements { get; init; }

    /// <summary>What a server did wrong: a wrong byte, a connection closed.</summary>
    public required IReadOnlyList<(Peer Peer, Workload Workload, string Words)> Broken { get; init; }

    public required IReadOnlyList<(Peer Peer, Workload Workload, SystemCalls Calls)> Calls { get; init; }

    /// <summary>The middle of each server's runs; none where nobody may sample.</summary>
    public required IReadOnlyList<(Peer Peer, Workload Workload, CpuShares Shares)> Shares { get; init; }

    public required IReadOnlyList<(Peer Peer, Quartiles Bytes)> IdleMemory { get; init; }

    public required IReadOnlyList<(Workload Workload, Allocations Allocations)> Allocations { get; init; }

    /// <summary>What others notice of one client that asks for work; none if one of the two servers is not there.</summary>
    public required IReadOnlyList<CostlyNeighbour> Neighbours { get; init; }

    /// <summary>Parts that could not be measured here, and what would help.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    public SelfCheck? SelfCheck => Measurements.Check(Options.Workloads);

    /// <summary>Nanoseconds of one message that a server spends outside the kernel and the C library.</summary>
    /// <returns>Null where it was not measured.</returns>
    public double? OwnNanoseconds(Peer peer, Workload workload) =>
        Shares.Where(row => row.Peer == peer && row.Workload == workload).Select(row => row.Shares).FirstOrDefault()
            is { } shares
            ? Measurements.Of(peer.Id, workload, sample => sample.CpuNanoseconds)?.Median * shares.Own
            : null;

    /// <summary>Without those that check the benchmark.</summary>
    public IEnumerable<Peer> Compared => Peers.Where(peer => peer.Kind != PeerKind.Check);
}

using SelectQuest.Bench.Measuring;
using SelectQuest.Bench.Peers;

namespace SelectQuest.Bench;

/// <summary>How much is measured.</summary>
internal sealed record BenchOptions
{
    /// <summary>How often each server does each workload.</summary>
    public int Rounds { get; init; } = 9;

    /// <summary>Ids of the servers to compare; the reference is always among them. Empty: all.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    public IReadOnlyList<int> Clients { get; init; } = [50, 200, 900];

    public IReadOnlyList<int> Sizes { get; init; } = [64, 4096];

    public IReadOnlyList<int> Depths { get; init; } = [1, 16];

    /// <summary>How many silent clients surround the one that talks; beyond FD_SETSIZE for those who can.</summary>
    public IReadOnlyList<int> Idle { get; init; } = [1, 10, 100, 300, 900, 2000, 5000];

    /// <summary>For those who hold more than an fd_set: so many clients, all of them talking.</summary>
    public IReadOnlyList<int> Crowd { get; init; } = [5000];

    /// <summary>How long one server does one workload in one round, after the warm-up.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Before each slice, with the same clients.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Once after a server started: a just-in-time compiler gets to its last stage.</summary>
    public TimeSpan FirstWarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Workloads whose system calls are counted.</summary>
    public IReadOnlyList<Workload> Traced { get; init; } =
    [Workload.AllActive(50, 64, 1), Workload.AllActive(900, 64, 1), Workload.AllActive(50, 64, 16)];

    /// <summary>Where the time of these workloads goes is sampled; so often, and for so long each time.</summary>
    public IReadOnlyList<Workload> Sampled { get; init; } =
    [
        Workload.AllActive(50, 64, 1),
        Workload.AllActive(200, 64, 1),
        Workload.AllActive(900, 64, 1),
        Workload.AllActive(50, 64, 16),
        Workload.AllActive(200, 64, 16),
        Workload.AllActive(900, 64, 16),
    ];

    public int SampledRuns { get; init; } = 3;

    public TimeSpan Profiled { get; init; } = TimeSpan.FromSeconds(0.7);

    /// <summary>How often memory is measured; each time a server is started for it.</summary>
    public int MemoryRuns { get; init; } = 3;

    /// <summary>Everything a little: is it right, not how fast is it.</summary>
    public bool Quick { get; init; }

    public string Output { get; init; } = "";

    public static BenchOptions QuickOnes { get; } =
        new()
        {
            Quick = true,
            Rounds = 3,
            Clients = [50, 900],
            Sizes = [64],
            Depths = [1],
            Idle = [1, 900],
            Crowd = [],
            Slice = TimeSpan.FromMilliseconds(80),
            WarmUp = TimeSpan.FromMilliseconds(20),
            FirstWarmUp = TimeSpan.FromMilliseconds(300),
            Sampled = [Workload.AllActive(50, 64, 1)],
            SampledRuns = 1,
            Profiled = TimeSpan.FromMilliseconds(200),
            Traced = [Workload.AllActive(50, 64, 1)],
            MemoryRuns = 1,
        };

    /// <summary>All talking, then one among the silent.</summary>
    public IReadOnlyList<Workload> Workloads =>
        [
            .. from clients in Clients
            from size in Sizes
            from depth in Depths
            select Workload.AllActive(clients, size, depth),
            .. Crowd.Select(clients => Workload.AllActive(clients, 64, 1)),
            .. Idle.Select(Workload.OneAmong),
        ];

    public IReadOnlyList<Peer> Chosen =>
        Peers.Count == 0
            ? AllPeers.List
            : [.. AllPeers.List.Where(peer => peer.Id == Peer.Reference || Peers.Contains(peer.Id))];
}

using SelectQuest.Bench.Peers;
using SelectQuest.Cli.Load;

namespace SelectQuest.Bench.Measuring;

/// <summary>A server of the comparison while it runs: all of them do, all the time, and those not asked sleep.</summary>
internal sealed class RunningPeer(Peer peer, IReadOnlyList<string> command, Cores cores, BenchOptions options)
    : IDisposable
{
    private PeerServer? server;

    public Peer Peer => peer;

    public IReadOnlyList<string> Command => command;

    /// <summary>Starts it, and has it serve until nothing new is compiled any more.</summary>
    /// <exception cref="LoadBrokenException"/>
    public void Start()
    {
        server?.Dispose();
        server = PeerServer.Start(command, cores.Server);
        using var load = new LoadGenerator(server.Address, new LoadShape(64, 4));
        load.Connect(50);
        load.RunFor(options.FirstWarmUp, 50);
    }

    /// <exception cref="LoadBrokenException"/>
    public Sample Measure(Workload workload)
    {
        using var load = new LoadGenerator(server!.Address, workload.Shape);
        load.Connect(workload.Clients);
        load.RunFor(options.WarmUp, workload.Active);

        var before = server.CpuNanoseconds();
        var figures = load.RunFor(options.Slice, workload.Active);
        var used = server.CpuNanoseconds() - before;

        return new(
            (double)used / figures.Messages,
            figures.MessagesPerSecond,
            figures.Latencies.Percentile(0.5).TotalMicroseconds,
            figures.Latencies.Percentile(0.99).TotalMicroseconds,
            figures.Messages
        );
    }

    /// <exception cref="LoadBrokenException"/>
    /// <exception cref="InvalidOperationException">perf is not allowed to look.</exception>
    public CpuShares Sample(Workload workload)
    {
        using var load = new LoadGenerator(server!.Address, workload.Shape);
        load.Connect(workload.Clients);
        load.RunFor(options.WarmUp, workload.Active);
        return CpuShares.Sample(server, load, workload, options);
    }

    public void Dispose() => server?.Dispose();
}

using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Statistics;
using SelectQuest.Cli.Load;

namespace SelectQuest.Bench.Measuring;

/// <summary>What clients with small messages notice while they are alone, or beside one whose messages are work.</summary>
/// <param name="CostlyPerSecond">Messages of the one who asks for work; 0 while it is not there.</param>
internal sealed record Noticed(
    Quartiles P50Microseconds,
    Quartiles P99Microseconds,
    Quartiles MessagesPerSecond,
    Quartiles CostlyPerSecond
);

/// <summary>
/// Why there is a pool beside a loop: the same work, done for one client by the loop itself or by the pool, and what all
/// the others notice of it.
/// </summary>
internal sealed record CostlyNeighbour(string Server, Noticed Alone, Noticed Beside)
{
    public const int Others = 50;

    private static readonly LoadShape Small = new(64, 1);
    private static readonly LoadShape Costly = new(2048, 1);

    private sealed record Slice(double P50, double P99, double Rate, double CostlyRate);

    /// <param name="servers">Names, and commands that start them.</param>
    /// <exception cref="LoadBrokenException"/>
    public static IReadOnlyList<CostlyNeighbour> Measure(
        IReadOnlyList<(string Name, IReadOnlyList<string> Command)> servers,
        BenchOptions options,
        Cores cores
    )
    {
        var slices = servers.Select(_ => (Alone: new List<Slice>(), Beside: new List<Slice>())).ToArray();
        for (var round = 0; round < options.Rounds; round++)
        {
            var order = Enumerable.Range(0, servers.Count);
            foreach (var at in round % 2 == 0 ? order : order.Reverse())
            {
                using var server = PeerServer.Start(servers[at].Command, Cores.Any.Server);
                using var load = new LoadGenerator(server.Address, Small);
                load.Connect(Others);
                load.RunFor(options.FirstWarmUp, Others);
                slices[at].Alone.Add(Of(load.RunFor(options.Slice, Others), costly: 0));
                slices[at].Beside.Add(BesideAWorker(load, server, options.Slice, cores));
            }
        }

        return
        [
            .. servers.Select(
                (server, at) => new CostlyNeighbour(server.Name, Over(slices[at].Alone), Over(slices[at].Beside))
            ),
        ];
    }

    private static Slice BesideAWorker(LoadGenerator load, PeerServer server, TimeSpan slice, Cores cores)
    {
        using var working = new ManualResetEventSlim();
        var done = 0L;
        var stop = false;
        var worker = Task.Factory.StartNew(
            () =>
            {
                cores.HoldThisThread();
                using var costly = new LoadGenerator(server.Address, Costly);
                costly.Connect(1);
                working.Set();
                while (!Volatile.Read(ref stop))
                {
                    costly.RunMessages(1, active: 1);
                    Interlocked.Increment(ref done);
                }
            },
            TaskCreationOptions.LongRunning
        );
        Task.WaitAny(worker, Task.Run(working.Wait));
        try
        {
            var before = Interlocked.Read(ref done);
            var figures = load.RunFor(slice, Others);
            return Of(figures, Interlocked.Read(ref done) - before);
        }
        finally
        {
            Volatile.Write(ref stop, true);
            worker.GetAwaiter().GetResult();
        }
    }

    private static Slice Of(LoadFigures figures, long costly) =>
        new(
            figures.Latencies.Percentile(0.5).TotalMicroseconds,
            figures.Latencies.Percentile(0.99).TotalMicroseconds,
            figures.MessagesPerSecond,
            costly / figures.Elapsed.TotalSeconds
        );

    private static Noticed Over(List<Slice> slices) =>
        new(
            Quartiles.Of(slices.Select(slice => slice.P50))!,
            Quartiles.Of(slices.Select(slice => slice.P99))!,
            Quartiles.Of(slices.Select(slice => slice.Rate))!,
            Quartiles.Of(slices.Select(slice => slice.CostlyRate))!
        );
}

using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Statistics;
using SelectQuest.Cli.Load;

namespace SelectQuest.Bench.Measuring;

/// <summary>
/// What the process grows by for a client that has said something once and is silent since. The kernel's own memory for the
/// connection is not in it: that is the same for all.
/// </summary>
internal static class IdleMemory
{
    public const int Clients = 900;
    private const int Familiar = 20;
    private const int Messages = 20_000;

    /// <summary>Bytes for each client.</summary>
    /// <exception cref="LoadBrokenException"/>
    public static Quartiles Measure(RunningPeer peer, int runs, Cores cores) =>
        Quartiles.Of(Enumerable.Range(0, runs).Select(_ => Once(peer, cores)).ToList())!;

    private static double Once(RunningPeer peer, Cores cores)
    {
        using var server = PeerServer.Start(peer.Command, cores.Server);
        using var load = new LoadGenerator(server.Address, new LoadShape(64, 1));

        // Code that runs for the first time takes memory as well.
        load.Connect(Familiar);
        load.RunMessages(Messages, Familiar);
        var before = server.ResidentBytes();

        load.Connect(Clients + Familiar);
        load.RunMessages(1, Clients + Familiar);
        return (double)(server.ResidentBytes() - before) / Clients;
    }
}

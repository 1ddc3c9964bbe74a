using System.Globalization;
using System.Text.RegularExpressions;
using SelectQuest.Bench.Peers;
using SelectQuest.Cli.Load;

namespace SelectQuest.Bench.Measuring;

/// <summary>What the solution's loop allocates on the managed heap, as the runtime counts it on the loop's thread.</summary>
/// <param name="Bytes">In all receives together, after the first few thousand.</param>
internal sealed partial record Allocations(long Bytes, long Receives)
{
    public double PerMessage => (double)Bytes / Math.Max(1, Receives);

    /// <exception cref="LoadBrokenException"/>
    public static Allocations Count(Workload workload, Cores cores)
    {
        using var server = PeerServer.Start(Workshop.NetPeer(["counted"]).Command!, cores.Server);
        using (var load = new LoadGenerator(server.Address, workload.Shape))
        {
            load.Connect(workload.Clients);
            load.RunMessages(100_000, workload.Active);
        }

        var match = Sum().Match(server.Terminate());
        return new(Number(match.Groups["bytes"].Value), Number(match.Groups["receives"].Value));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"allocated (?<bytes>[0-9]+) bytes in (?<receives>[0-9]+) receives")]
    private static partial Regex Sum();
}

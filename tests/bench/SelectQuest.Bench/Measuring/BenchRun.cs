using System.Diagnostics;
using System.Globalization;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Results;
using SelectQuest.Bench.Statistics;
using SelectQuest.Cli.Load;

namespace SelectQuest.Bench.Measuring;

/// <summary>Measures everything, one server at a time, from this thread.</summary>
internal sealed class BenchRun(BenchOptions options, Workshop shop, TextWriter log)
{
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly List<(Peer, string)> skipped = [];
    private readonly List<(Peer, Workload, string)> broken = [];
    private readonly List<string> leftOut = [];
    private readonly Measurements measurements = new();
    private readonly Cores cores = Cores.Choose();
    private readonly Machine machine = shop.Machine;

    /// <exception cref="InvalidOperationException">A server that is ours to build does not build or start.</exception>
    public BenchResults Run()
    {
        Say($"preparing {options.Chosen.Count} servers; {cores.Words}");
        if (machine.WasBusy)
        {
            Say(
                $"this machine is busy: others use {machine.BusyBefore.ToString("P0", CultureInfo.InvariantCulture)} of it. Figures for others need a quiet one."
            );
        }

        var peers = Prepare();
        List<(Peer, Workload, CpuShares)> shares;
        cores.HoldThisThread();
        try
        {
            Plan(peers);
            StartAll(peers);
            for (var round = 0; round < options.Rounds; round++)
            {
                Round(round, peers);
            }

            shares = SharesOf(Compared(peers));
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }

        var compared = Compared(peers);
        return new()
        {
            Machine = machine,
            Options = options,
            Cores = cores,
            Peers = peers.ConvertAll(peer => peer.Peer),
            Skipped = skipped,
            Measurements = measurements,
            Calls = SystemCallsOf(compared),
            Shares = shares,
            IdleMemory = IdleMemoryOf(compared),
            Allocations = AllocationsOf(compared),
            Neighbours = NeighboursOf(compared),
            Broken = broken,
            LeftOut = leftOut,
        };
    }

    private static List<RunningPeer> Compared(List<RunningPeer> peers) =>
        [.. peers.Where(peer => peer.Peer.Kind != PeerKind.Check)];

    private List<RunningPeer> Prepare()
    {
        var peers = new List<RunningPeer>();
        foreach (var peer in options.Chosen)
        {
            var prepared = peer.Prepare(shop);
            if (prepared.Command is { } command)
            {
                peers.Add(new RunningPeer(peer, command, cores, options));
            }
            else
            {
                skipped.Add((peer, prepared.WhyNot ?? ""));
                Say($"skipped: {peer.Title}: {prepared.WhyNot}");
            }
        }

        return peers;
    }

    private void Plan(List<RunningPeer> peers)
    {
        var workloads = options.Workloads;
        var slices = peers.Sum(peer => workloads.Count(workload => workload.Clients <= peer.Peer.MostClients));
        Say(
            $"{peers.Count} servers, {workloads.Count} workloads, {options.Rounds} rounds: {slices * options.Rounds} slices of "
                + $"{options.Slice.TotalMilliseconds:0} ms, and as much again to connect and warm up"
        );
    }

    private void StartAll(List<RunningPeer> peers)
    {
        foreach (var peer in peers.ToList())
        {
            try
            {
                peer.Start();
            }
            catch (LoadBrokenException wrong)
            {
                Note(peer, Workload.AllActive(50, 64, 4), wrong);
                peers.Remove(peer);
                peer.Dispose();
            }
        }
    }

    // Whoever came early in one round comes late in the next.
    private void Round(int round, List<RunningPeer> peers)
    {
        Say($"round {round + 1} of {options.Rounds}");
        var order = round % 2 == 0 ? peers : Enumerable.Reverse(peers);
        foreach (var workload in options.Workloads)
        {
            foreach (var peer in order.Where(peer => workload.Clients <= peer.Peer.MostClients))
            {
                try
                {
                    measurements.Add(peer.Peer.Id, workload, round, peer.Measure(workload));
                }
                catch (LoadBrokenException wrong)
                {
                    Note(peer, workload, wrong);
                    peer.Start();
                }
            }
        }
    }

    private List<(Peer, Workload, SystemCalls)> SystemCallsOf(List<RunningPeer> peers)
    {
        if (Workshop.Tool("strace") is null)
        {
            leftOut.Add("system calls: there is no strace (apt-get install strace)");
            return [];
        }

        Say("system calls, under strace");
        var counts = new List<(Peer, Workload, SystemCalls)>();
        try
        {
            foreach (var workload in options.Traced)
            {
                Each(
                    peers,
                    workload,
                    peer => counts.Add((peer.Peer, workload, SystemCalls.Count(peer, workload, cores)))
                );
            }
        }
        catch (InvalidOperationException refused)
        {
            leftOut.Add($"system calls: {refused.Message} (as root, or with kernel.yama.ptrace_scope=0)");
        }

        return counts;
    }

    // While they still run: each has served for minutes, and little is left to compile.
    private List<(Peer, Workload, CpuShares)> SharesOf(List<RunningPeer> peers)
    {
        if (Workshop.Tool("perf") is null)
        {
            leftOut.Add("where the time goes: there is no perf (apt-get install linux-perf)");
            return [];
        }

        Say("where the time goes, sampled by perf");
        var samples = new List<(Peer Peer, Workload Workload, CpuShares Shares)>();
        try
        {
            for (var run = 0; run < options.SampledRuns; run++)
            {
                foreach (var workload in options.Sampled)
                {
                    Each(peers, workload, peer => samples.Add((peer.Peer, workload, peer.Sample(workload))));
                }
            }
        }
        catch (InvalidOperationException refused)
        {
            leftOut.Add($"where the time goes: {refused.Message} (as root, or with kernel.perf_event_paranoid=1)");
            return [];
        }

        return
        [
            .. samples.GroupBy(
                one => (one.Peer, one.Workload),
                (of, some) => (of.Peer, of.Workload, CpuShares.Middle([.. some.Select(one => one.Shares)]))
            ),
        ];
    }

    private List<(Peer, Quartiles)> IdleMemoryOf(List<RunningPeer> peers)
    {
        Say($"memory, {IdleMemory.Clients} idle clients");
        var bytes = new List<(Peer, Quartiles)>();
        var workload = Workload.AllActive(IdleMemory.Clients, 64, 1);
        Each(peers, workload, peer => bytes.Add((peer.Peer, IdleMemory.Measure(peer, options.MemoryRuns, cores))));
        return bytes;
    }

    private List<(Workload, Allocations)> AllocationsOf(List<RunningPeer> peers)
    {
        if (peers.All(peer => peer.Peer.Id != Peer.Solution))
        {
            return [];
        }

        Say("allocations of the solution's loop");
        return
        [
            .. options
                .Traced.Concat(options.Quick ? [] : [Workload.AllActive(50, 4096, 1)])
                .Select(workload => (workload, Allocations.Count(workload, cores))),
        ];
    }

    private IReadOnlyList<CostlyNeighbour> NeighboursOf(List<RunningPeer> peers)
    {
        if (peers.All(peer => peer.Peer.Id != Peer.Pool))
        {
            return [];
        }

        Say("others beside a client that asks for work");
        return CostlyNeighbour.Measure(
            [.. AllPeers.Working.Select(server => (server.Name, server.Prepare(shop).Command!))],
            options,
            cores
        );
    }

    private void Each(List<RunningPeer> peers, Workload workload, Action<RunningPeer> measure)
    {
        foreach (var peer in peers)
        {
            try
            {
                measure(peer);
            }
            catch (LoadBrokenException wrong)
            {
                Note(peer, workload, wrong);
            }
        }
    }

    private void Note(RunningPeer peer, Workload workload, LoadBrokenException wrong)
    {
        broken.Add((peer.Peer, workload, wrong.Message));
        Say($"BROKEN: {peer.Peer.Title}, {workload}: {wrong.Message}");
    }

    private void Say(string words) =>
        log.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"[{Stopwatch.GetElapsedTime(start).TotalSeconds, 4:0} s] {words}"
            )
        );
}

using System.Text.Json;
using SelectQuest.Bench.Measuring;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Results;

namespace SelectQuest.Bench.Tests;

/// <summary>The benchmark on four servers, with as little load as possible: everything is there, nothing is timed.</summary>
public sealed class AWholeRun : IDisposable
{
    private static readonly string[] Ids = ["socket-select", Peer.Solution, Peer.Pool];

    private readonly string folder = Directory.CreateTempSubdirectory("selectquest-bench-").FullName;

    [Fact]
    public void Leaves_tables_figures_and_plots()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The benchmark reads /proc.");
        var options = BenchOptions.QuickOnes with
        {
            Rounds = 2,
            Peers = Ids,
            Clients = [5],
            Idle = [1, 20],
            Slice = TimeSpan.FromMilliseconds(10),
            WarmUp = TimeSpan.FromMilliseconds(5),
            FirstWarmUp = TimeSpan.FromMilliseconds(5),
            Traced = [Workload.AllActive(5, 64, 1)],
        };
        using var log = new StringWriter();

        var results = new BenchRun(options, new Workshop(CommandLine.Kit), log).Run();
        ResultFiles.Write(results, folder, log);

        Assert.Empty(results.Broken);
        AssertJson(results);
        var markdown = File.ReadAllText(Path.Combine(folder, "servers.md"));
        Assert.Contains("**A quick run", markdown, StringComparison.Ordinal);
        Assert.Contains("| .NET Socket.Select |", markdown, StringComparison.Ordinal);
        Assert.Contains("| 5 clients, 64 B, depth 1 | 0 |", markdown, StringComparison.Ordinal);
        Assert.Contains("| the solution, working on the loop |", markdown, StringComparison.Ordinal);
        Assert.All(
            results.Neighbours,
            row =>
            {
                Assert.Equal(0, row.Alone.CostlyPerSecond.Median);
                Assert.True(row.Beside.MessagesPerSecond.Median > 0);
            }
        );
        Assert.All(results.LeftOut, left => Assert.Contains($"Left out: {left}", markdown, StringComparison.Ordinal));

        var plots = Directory.GetFiles(folder, "*.svg").Select(Path.GetFileName).Order(StringComparer.Ordinal);
        var drawn =
            Workshop.Tool("gnuplot") is null ? []
            : results.Peers.Any(peer => peer.Id == Peer.Reference)
                ? new[]
                {
                    "servers-cpu-dark.svg",
                    "servers-cpu-light.svg",
                    "servers-scaling-dark.svg",
                    "servers-scaling-light.svg",
                }
            : ["servers-scaling-dark.svg", "servers-scaling-light.svg"];
        Assert.Equal(drawn, plots);
        if (drawn.Length == 0)
        {
            Assert.Contains("apt-get install gnuplot-nox", log.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_server_that_cannot_be_had_is_skipped_by_name()
    {
        var elsewhere = new Workshop(folder);
        var epoll = AllPeers.List.Single(peer => peer.Id == "bridge-epoll");

        Assert.Equal("there is no template/bridges/epoll", epoll.Prepare(elsewhere).WhyNot);
        Assert.Null(epoll.Prepare(elsewhere).Command);
    }

    [Fact]
    public void Every_server_has_a_name_of_its_own()
    {
        Assert.Equal(AllPeers.List.Count, AllPeers.List.Select(peer => peer.Id).Distinct().Count());
        Assert.Equal(AllPeers.List.Count, AllPeers.List.Select(peer => peer.Title).Distinct().Count());
        Assert.Equal(Peer.Reference, AllPeers.List[0].Id);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void AssertJson(BenchResults results)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "servers.json")));
        var root = json.RootElement;
        Assert.Equal("selectquest/server-bench/v1", root.GetProperty("schema").GetString());

        // Each server did each workload in both rounds.
        var figures = root.GetProperty("figures").EnumerateArray().ToList();
        Assert.Equal(results.Peers.Count * 3, figures.Count);
        Assert.All(
            figures,
            figure =>
            {
                var cpu = figure.GetProperty("cpuNanosecondsPerMessage");
                Assert.Equal(2, cpu.GetProperty("count").GetInt32());
                Assert.True(cpu.GetProperty("median").GetDouble() > 0);
            }
        );
        var allocated = root.GetProperty("allocations").EnumerateArray().Single().GetProperty("allocations");
        Assert.Equal(0, allocated.GetProperty("bytes").GetInt64());
        Assert.True(allocated.GetProperty("receives").GetInt64() > 0);
    }
}

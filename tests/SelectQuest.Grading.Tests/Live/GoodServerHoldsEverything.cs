using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Tests.Live;

public sealed class GoodServerHoldsEverything(CompiledServers servers) : IClassFixture<CompiledServers>
{
    /// <summary>How often each run is repeated; SELECTQUEST_LIVE_REPEATS=20 for a soak.</summary>
    private static readonly int Repeats = int.TryParse(
        Environment.GetEnvironmentVariable("SELECTQUEST_LIVE_REPEATS"),
        out var repeats
    )
        ? repeats
        : 1;

    [Fact]
    public void A_plain_select_server_holds_every_scenario()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The plain server calls Linux's libc.");
        Hold(servers.Build(PlainServer.Source), new LiveOptions());
    }

    [Fact]
    public void The_reference_solution_holds_every_scenario() => Hold(Solution(), new LiveOptions());

    [Fact]
    public void The_reference_solution_holds_every_scenario_with_900_clients() =>
        Hold(Solution(), new LiveOptions { Clients = 900 });

    [Fact]
    public void The_words_are_the_same_every_time()
    {
        var words = Enumerable
            .Range(0, 1 + Repeats)
            .Select(_ =>
                string.Join('\n', LiveRun.Gather(Solution(), new LiveOptions()).Results.Select(WithoutFigures))
            )
            .Distinct();

        Assert.Single(words);
    }

    private static LiveResult WithoutFigures(LiveResult result) => result with { Measured = null };

    private static void Hold(BuiltServer server, LiveOptions options)
    {
        for (var i = 0; i < Repeats; i++)
        {
            var evidence = LiveRun.Gather(server, options);
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', evidence.Results));
            TestContext.Current.TestOutputHelper?.WriteLine($"{evidence.Idle}");
            Assert.Equal(ScenarioNames.All, evidence.Results.Select(result => result.Scenario));
            Assert.All(evidence.Results, result => Assert.True(result.Outcome == LiveOutcome.Held, $"{result}"));
        }
    }

    // The starter's sources but the seam, with the solution's laid over them, compiled the way submissions are.
    private BuiltServer Solution() => servers.Solution(Sources);

    private static TextFile[] Sources()
    {
        var template = Path.Combine(Kit(), "template");
        var files = new SortedDictionary<string, TextFile>(StringComparer.Ordinal);
        foreach (var layer in new[] { "selectquest", "solution" })
        {
            var root = Path.Combine(template, layer);
            foreach (
                var path in Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            )
            {
                var name = Path.GetRelativePath(root, path).Replace('\\', '/');
                if (!name.Contains("/Sockets/") && !name.Contains("/obj/") && !name.Contains("/bin/"))
                {
                    files[name] = new TextFile(name, File.ReadAllText(path));
                }
            }
        }

        return [.. files.Values];
    }

    private static string Kit()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SelectQuest.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The kit's root");
        }

        return folder;
    }
}

using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Tests.Sources;

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
        QuietMachine.Required();
        Hold(servers.Build(PlainServer.Source), new LiveOptions());
    }

    [Fact]
    public void The_reference_solution_holds_every_scenario()
    {
        QuietMachine.Required();
        Hold(Solution(), new LiveOptions());
    }

    [Fact]
    public void The_reference_solution_holds_every_scenario_with_900_clients()
    {
        QuietMachine.Required();
        Hold(Solution(), new LiveOptions { Clients = 900 });
    }

    [Fact]
    public void The_untouched_starter_ends_right_after_it_listened()
    {
        QuietMachine.Required();
        var start = LiveRun.Gather(servers.Build(CorpusSubmission.Starter()), new LiveOptions()).Results[0];

        Assert.Equal(LiveOutcome.Broken, start.Outcome);
        Assert.Equal("ended with exit code 1 right after it listened", start.Observed);
    }

    [Fact]
    public void The_words_are_the_same_every_time()
    {
        QuietMachine.Required();
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

    private BuiltServer Solution() => servers.Build(CorpusSubmission.Solution());
}

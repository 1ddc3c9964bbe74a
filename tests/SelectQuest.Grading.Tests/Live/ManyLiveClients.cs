using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Tests.Sources;
using SelectQuest.Grading.Tests.Traces;

namespace SelectQuest.Grading.Tests.Live;

/// <summary>So many clients leave no fd below 1,024 to tests that need some: see <see cref="ManyClients"/>.</summary>
[Collection(nameof(ManyClients))]
public sealed class ManyLiveClients(CompiledServers servers)
{
    [Fact]
    public void The_reference_solution_holds_every_scenario_with_more_churn_and_with_200_and_900_clients()
    {
        var solution = servers.Build(CorpusSubmission.Solution());
        var runs = LiveOptions.Thorough.Select(options => LiveRun.Gather(solution, options)).ToArray();
        var results = runs.SelectMany(run => run.Results).ToArray();

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join<LiveResult>('\n', results));
        Assert.All(results, result => Assert.Equal(LiveOutcome.Held, result.Outcome));
        Assert.Equal(
            from clients in new[] { 200, 900 }
            from scenario in ScenarioNames.All
            select (clients, scenario),
            results.Select(result => (result.Clients, result.Scenario))
        );
        Assert.Contains("1000 clients came and went", runs[0][ScenarioNames.Churn].Observed, StringComparison.Ordinal);
        Assert.All(runs, run => Assert.NotNull(run.Idle));
    }
}

using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Tests.Live;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Kernel;

public class CorrectServers(CompiledServers servers)
{
    private static int Repetitions =>
        int.TryParse(Environment.GetEnvironmentVariable("SELECTQUEST_REPETITIONS"), out var count) ? count : 2;

    [Fact]
    public async Task A_small_select_server_holds_every_fact()
    {
        await StraceHere.OrSkip();
        var server = servers.Build(EchoServerSource.With(""));

        var evidence = await KernelRun.Observe(server, TestContext.Current.CancellationToken);

        Assert.All(evidence.Facts, fact => Assert.True(fact.Outcome == KernelOutcome.Held, fact.ToString()));
        Assert.Equal([TimeSpan.FromMilliseconds(200)], evidence.Timeouts);
    }

    [Fact]
    public async Task The_reference_solution_holds_every_fact_in_the_same_words_every_time()
    {
        await StraceHere.OrSkip();
        var server = servers.Build(CorpusSubmission.Solution());
        var reports = new HashSet<string>();

        for (var run = 0; run < Repetitions; run++)
        {
            var evidence = await KernelRun.Observe(server, TestContext.Current.CancellationToken);

            Assert.All(evidence.Facts, fact => Assert.True(fact.Outcome == KernelOutcome.Held, fact.ToString()));
            Assert.Equal([TimeSpan.FromSeconds(1)], evidence.Timeouts);
            reports.Add(string.Join('\n', evidence.Facts.Select(fact => fact.Observed)));
        }

        Assert.Single(reports);
    }
}

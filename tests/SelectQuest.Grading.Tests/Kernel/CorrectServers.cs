using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Tests.Kernel;

public class CorrectServers
{
    [Fact]
    public async Task A_small_select_server_holds_every_fact()
    {
        await StraceHere.OrSkip();
        using var compiled = Compiled.From(EchoServerSource.With(""));

        var evidence = await KernelRun.Observe(compiled.Server, TestContext.Current.CancellationToken);

        Assert.All(evidence.Facts, fact => Assert.True(fact.Outcome == KernelOutcome.Held, fact.ToString()));
        Assert.Equal([TimeSpan.FromMilliseconds(200)], evidence.Timeouts);
        foreach (var f in evidence.Facts)
    }
}

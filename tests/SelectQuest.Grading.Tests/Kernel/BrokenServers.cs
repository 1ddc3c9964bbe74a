using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Tests.Kernel;

public class BrokenServers
{
    public static TheoryData<string> Names => [.. BrokenServer.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_breaks_its_fact_and_no_other(string name)
    {
        await StraceHere.OrSkip();
        var (fact, observed, members) = BrokenServer.All[name];
        using var compiled = Compiled.From(EchoServerSource.With(members));

        var evidence = await KernelRun.Observe(compiled.Server, TestContext.Current.CancellationToken);

        Assert.Null(evidence.NotSeenBecause);
        Assert.Equal(
            [$"{fact}: {observed}"],
            evidence.Facts.Where(f => f.Outcome == KernelOutcome.Broken).Select(f => $"{f.Name}: {f.Observed}")
        );
    }
}

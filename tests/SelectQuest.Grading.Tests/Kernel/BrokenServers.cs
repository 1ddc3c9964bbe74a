using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Tests.Live;

namespace SelectQuest.Grading.Tests.Kernel;

public class BrokenServers(CompiledServers servers)
{
    public static TheoryData<string> Names => [.. BrokenServer.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_breaks_its_fact_and_no_other(string name)
    {
        await StraceHere.OrSkip();
        var (fact, observed, members) = BrokenServer.All[name];

        var evidence = await KernelRun.Observe(
            servers.Build(EchoServerSource.With(members)),
            TestContext.Current.CancellationToken,
            bounds: ShortBounds.Of
        );

        Assert.Null(evidence.NotSeenBecause);
        Assert.Equal(
            [$"{fact}: {observed}"],
            evidence.Facts.Where(f => f.Outcome == KernelOutcome.Broken).Select(f => $"{f.Name}: {f.Observed}")
        );
    }
}

using SelectQuest.Grading.Evidence.Live;

namespace SelectQuest.Grading.Tests.Live;

public sealed class GoodServerHoldsEverything(CompiledServers servers) : IClassFixture<CompiledServers>
{
    [Fact]
    public void A_plain_select_server_holds_every_scenario()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The plain server calls Linux's libc.");
        var evidence = LiveRun.Gather(servers.Build(PlainServer.Source), new LiveOptions());
        foreach (var r in evidence.Results)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(r.ToString());
        }

        Assert.All(evidence.Results, result => Assert.Equal(LiveOutcome.Held, result.Outcome));
    }
}

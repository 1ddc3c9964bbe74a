using SelectQuest.Server.Tests.Scenarios;
using SelectQuest.Solution.Tests.Processes;

namespace SelectQuest.Bridges.Tests;

[Collection(OneAtATime.Name)]
public class Serving
{
    private const int Count = 50;

    [Fact]
    public Task Five_thousand_clients_get_every_byte_back() => FiveThousandClients.AreServed();

    [Fact]
    public void In_steady_state_a_message_allocates_nothing() => NoGarbage.IsLeftByAMessage();

    [Fact]
    public async Task One_thread_does_all_input_and_output_and_waits_in_epoll()
    {
        Assert.SkipUnless(Strace.IsHere, Strace.NotHere);
        using var patience = Patience.Begin();
        using var strace = new Strace();
        await using var server = await ServerProcess.Start(patience.Token, strace.Wrapper);
        var clients = await server.Connect(Count, patience.Token);
        await clients.EchoAll(64, patience.Token);
        await clients.EchoAll(100_000, patience.Token);
        clients.Leave();
        await server.Terminate(patience.Token);

        var calls = strace.Calls();
        var loop = Assert.Single(calls.Where(call => call.Name == "accept4").Select(call => call.Thread).Distinct());
        Assert.All(calls.Where(call => call.Name is "recvfrom" or "sendto"), call => Assert.Equal(loop, call.Thread));
        var kinds = calls.Where(call => call.Thread == loop).Select(call => call.Kind).ToHashSet();
        Assert.Superset(new HashSet<string> { "epoll_ctl", "epoll_wait", "recvfrom", "sendto" }, kinds);
        Assert.DoesNotContain("select", kinds);
        Assert.DoesNotContain("poll", kinds);

        // The listener and each client are added once. Nobody is taken out: a close does that.
        var controls = calls.Where(call => call.Thread == loop && call.Name == "epoll_ctl").ToArray();
        Assert.Equal(Count + 1, controls.Count(call => call.Rest.Contains("EPOLL_CTL_ADD", StringComparison.Ordinal)));
        Assert.DoesNotContain(controls, call => call.Rest.Contains("EPOLL_CTL_DEL", StringComparison.Ordinal));
    }
}

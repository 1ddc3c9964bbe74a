using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Processes;

[Collection(OneAtATime.Name)]
public class ManyClients
{
    /// <summary>For the clients and what the test process needs itself.</summary>
    private const int FdsBeside = 300;

    [Theory]
    [InlineData(50)]
    [InlineData(400)]
    public async Task Clients_in_the_same_process_get_every_byte_back(int count)
    {
        await using var server = RunningServer.Start();
        var clients = await server.Connect(count);
        await server.Until($"{count} clients are in the registry", state => state.Holds(count));
        await server.Expect("every byte comes back", token => clients.EchoAll(64, token));
        await server.Expect("every byte of a longer message comes back", token => clients.EchoAll(100_000, token));

        clients.Leave();
        await server.Until("everyone has left", state => state.Holds(0));
        await server.Stop();
    }

    [Fact]
    public async Task Nine_hundred_clients_of_a_server_in_another_process_get_every_byte_back()
    {
        const int Count = 900;
        Assert.SkipUnless(Proc.IsHere, Proc.NotHere);
        Assert.SkipUnless(Proc.MyFdLimit() >= Count + FdsBeside, $"Allow {Count + FdsBeside} open files: ulimit -n.");
        using var patience = Patience.Begin();
        await using var server = await ServerProcess.Start(patience.Token);
        var before = Proc.Sockets(server.Pid);

        var clients = await server.Connect(Count, patience.Token);
        await clients.EchoAll(64, patience.Token);
        await clients.EchoAll(20_000, patience.Token);
        Assert.Equal(before + Count, Proc.Sockets(server.Pid));

        await server.Terminate(patience.Token);
        clients.Leave();
    }

    [Fact]
    public async Task Clients_beyond_FD_SETSIZE_are_turned_away_and_the_others_are_served()
    {
        const int Count = 1100;
        Assert.SkipUnless(Proc.IsHere, Proc.NotHere);
        Assert.SkipUnless(Proc.MyFdLimit() >= Count + FdsBeside, $"Allow {Count + FdsBeside} open files: ulimit -n.");
        using var patience = Patience.Begin();
        await using var server = await ServerProcess.Start(patience.Token, "prlimit", $"--nofile={Count + FdsBeside}");

        var clients = await server.Connect(Count, patience.Token);
        var served = await Served(clients, patience.Token);
        Assert.InRange(served.Count, 900, 1023);

        // An fd that was given back is below the limit, so its next owner is served.
        served[..100].Leave();
        await served[100..].EchoAll(64, patience.Token);
        var newcomers = await server.Connect(50, patience.Token);
        Assert.Equal(50, (await Served(newcomers, patience.Token)).Count);

        await server.Terminate(patience.Token);
        clients.Concat(newcomers).Leave();
    }

    /// <summary>Those that get an echo. The others must get an end of their connection, not silence.</summary>
    private static async Task<List<EchoClient>> Served(EchoClient[] clients, CancellationToken token)
    {
        var answers = await Task.WhenAll(
            clients.Select(
                async (client, seed) =>
                {
                    var message = EchoClient.Bytes(seed, 64);
                    var echo = await client.EchoOrEnd(message, token);
                    Assert.True(echo.Length == 0 || echo.AsSpan().SequenceEqual(message), "Another client's bytes.");
                    return echo.Length > 0;
                }
            )
        );
        return [.. clients.Where((_, index) => answers[index])];
    }
}

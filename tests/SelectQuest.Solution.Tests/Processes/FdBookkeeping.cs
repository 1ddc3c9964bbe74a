using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Processes;

[Collection(OneAtATime.Name)]
public class FdBookkeeping
{
    [Fact]
    public async Task A_thousand_clients_that_come_and_go_leave_no_fd_behind()
    {
        Assert.SkipUnless(Proc.IsHere, Proc.NotHere);
        using var patience = Patience.Begin();
        await using var server = await ServerProcess.Start(patience.Token);
        using var witness = await EchoClient.Connect(server.Port, patience.Token);
        await witness.Echo([1], patience.Token);
        var before = Proc.Sockets(server.Pid);

        for (var cycle = 0; cycle < 1000; cycle++)
        {
            using var client = await EchoClient.Connect(server.Port, patience.Token);
            await client.Echo(EchoClient.Bytes(cycle, 16), patience.Token);
            client.FinishSending();

            // The kernel takes an fd out of the table before it tells the peer: whoever sees EOF can count.
            Assert.Empty(await client.Receive(1, patience.Token));
        }

        Assert.Equal(before, Proc.Sockets(server.Pid));
        await server.Terminate(patience.Token);
    }

    [Fact]
    public async Task Without_fds_newcomers_wait_the_others_are_served_and_a_closed_fd_lets_the_next_one_in()
    {
        const int Limit = 120;
        Assert.SkipUnless(Proc.IsHere, Proc.NotHere);
        using var patience = Patience.Begin();
        await using var server = await ServerProcess.Start(patience.Token, "prlimit", $"--nofile={Limit}:{Limit}");

        // More than the limit, and nobody leaves: accept must have met EMFILE before anyone's hundredth echo.
        var clients = await ConnectInTurn(server, Limit + 20, patience.Token);
        for (var message = 0; message < 100; message++)
        {
            await clients[0].Echo(EchoClient.Bytes(message, 64), patience.Token);
        }

        // One leaves, one comes in, down to the last in the backlog.
        foreach (var client in clients)
        {
            await client.Echo(EchoClient.Bytes(0, 64), patience.Token);
            client.Dispose();
        }

        await server.Terminate(patience.Token);
    }

    [Fact]
    public async Task A_server_without_fds_still_ends_with_0()
    {
        const int Limit = 120;
        Assert.SkipUnless(Proc.IsHere, Proc.NotHere);
        using var patience = Patience.Begin();
        await using var server = await ServerProcess.Start(patience.Token, "prlimit", $"--nofile={Limit}:{Limit}");
        var clients = await ConnectInTurn(server, Limit + 20, patience.Token);
        await clients[0].Echo([1], patience.Token);

        await server.Terminate(patience.Token);
        clients.Leave();
    }

    /// <summary>So that it is known who was accepted, and who waits: the backlog is a queue.</summary>
    private static async Task<EchoClient[]> ConnectInTurn(ServerProcess server, int count, CancellationToken token)
    {
        var clients = new EchoClient[count];
        for (var index = 0; index < count; index++)
        {
            clients[index] = await EchoClient.Connect(server.Port, token);
        }

        return clients;
    }
}

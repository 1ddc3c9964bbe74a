using SelectQuest.Server;
using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Loops;

[Collection(OneAtATime.Name)]
public class Draining
{
    private const int Much = 8 * 1024 * 1024;

    [Fact]
    public async Task What_was_received_before_the_end_is_sent_before_the_end()
    {
        await using var server = new LoopThread();
        using var late = await server.Connect();
        using var idle = await server.Connect();
        var bytes = EchoClient.Bytes(1, Much);
        await late.Send(bytes, server.Token);
        await server.Until(() => server.Sockets.Received == Much && server.Loop.Registry.Count == 2);

        server.Cancel();

        // The idle one is let go at once, and not only when the other is done.
        Assert.Empty(await idle.Receive(1, server.Token));
        var echo = await late.Receive(Much + 1, server.Token);
        Assert.True(bytes.AsSpan().SequenceEqual(echo), "Bytes lost or out of order.");
        await server.Ended;
        AssertEveryFdIsClosedOnce(server, clients: 2);
    }

    [Fact]
    public async Task A_client_that_never_reads_does_not_keep_the_server_alive()
    {
        await using var server = new LoopThread();
        using var deaf = await server.Connect();
        await deaf.Send(new byte[Much], server.Token);
        await server.Until(() => server.Sockets.Received == Much);

        server.Cancel();

        await server.Ended;
        AssertEveryFdIsClosedOnce(server, clients: 1);
    }

    private static void AssertEveryFdIsClosedOnce(LoopThread server, int clients)
    {
        Assert.Equal(clients + 1, server.Sockets.Closed.Count);
        Assert.Distinct(server.Sockets.Closed);
        Assert.Equal(server.ListenFd, server.Sockets.Closed[0]);
        Assert.Equal(0, server.Loop.Registry.Count);
    }
}

using SelectQuest.Server;
using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Loops;

[Collection(OneAtATime.Name)]
public class BackpressureCap
{
    private const int Limit = 100_000;
    private const int ReceiveBuffer = 64 * 1024;
    private const int Much = 16 * 1024 * 1024;

    [Fact]
    public async Task With_a_cap_a_client_that_does_not_read_is_not_read_from_and_loses_nothing()
    {
        await using var server = new LoopThread(backpressure: new Backpressure(Limit));
        using var client = await server.Connect();
        var bytes = EchoClient.Bytes(1, Much);
        var most = 0;
        var watching = server.Until(() =>
        {
            most = server.Loop.Registry.Select(connection => connection.Pending.Length).Append(most).Max();
            return server.Sockets.Received == Much;
        });

        var sending = client.Send(bytes, server.Token);
        await server.Until(() => server.Loop.Registry.Any(connection => connection.Pending.Length >= Limit));

        // Nothing is ready any more: the loop sleeps instead of turning.
        var timeouts = await server.Ask(() => server.Sockets.Timeouts);
        await server.Until(() => server.Sockets.Timeouts > timeouts);
        Assert.False(sending.IsCompleted);

        var echo = await client.Receive(Much, server.Token);
        await sending;
        await watching;
        Assert.True(bytes.AsSpan().SequenceEqual(echo), "Bytes lost or out of order.");
        Assert.InRange(most, Limit, Limit + ReceiveBuffer);
    }
}

using static SelectQuest.Server.Tests.Scenarios.ClientCount;

namespace SelectQuest.Server.Tests.Scenarios;

[Collection(OneAtATime.Name)]
public class Scenario6StopUnderLoad
{
    /// <summary>Per client: all together, far more than is echoed before the server is told to stop.</summary>
    private const int Length = 64 * 1024 * 1024 / Clients;

    [Fact]
    public async Task A_server_stopped_while_clients_are_active_flushes_closes_every_fd_and_returns()
    {
        await using var server = RunningServer.Start();
        var clients = await server.Connect(Clients);
        var sent = clients.Select((_, seed) => EchoClient.Bytes(seed, Length)).ToArray();
        var talking = server.Expect(
            "every client sees the end of its connection",
            token => Task.WhenAll(clients.Select((client, index) => client.EchoUntilTheEnd(sent[index], token)))
        );
        await server.Until($"{Clients} clients are in the registry", state => state.Holds(Clients));

        await server.Stop();

        // Nobody can say how far each client got. What it got are its own bytes, from the first on, none missing between.
        var echoes = await talking;
        Assert.All(echoes, (echo, index) => Assert.True(sent[index].AsSpan().StartsWith(echo), "Bytes out of order."));
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() =>
            EchoClient.Connect(server.Port, TestContext.Current.CancellationToken)
        );
    }
}

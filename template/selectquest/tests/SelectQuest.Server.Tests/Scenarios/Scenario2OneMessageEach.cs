using static SelectQuest.Server.Tests.Scenarios.ClientCount;

namespace SelectQuest.Server.Tests.Scenarios;

[Collection(OneAtATime.Name)]
public class Scenario2OneMessageEach
{
    [Fact]
    public async Task Every_client_sends_one_message_and_gets_its_own_bytes_back()
    {
        await using var server = RunningServer.Start();
        var clients = await server.Connect(Clients);

        await server.Expect(
            "every client has its echo",
            token => Task.WhenAll(clients.Select((client, seed) => client.Echo(EchoClient.Bytes(seed, 64), token)))
        );

        await server.Stop();
        Array.ForEach(clients, client => client.Dispose());
    }
}

using static SelectQuest.Server.Tests.Scenarios.ClientCount;

namespace SelectQuest.Server.Tests.Scenarios;

[Collection(OneAtATime.Name)]
public class Scenario5EveryoneSendsRapidly
{
    /// <summary>Per client, sent without waiting for an echo: more than the kernel buffers, so send takes it in parts.</summary>
    private const int Length = 256 * 1024;

    [Fact]
    public async Task All_send_as_fast_as_they_can_and_no_byte_is_lost_and_nobody_starves()
    {
        await using var server = RunningServer.Start();
        var clients = await server.Connect(Clients);

        await server.Expect(
            "every client has all of its bytes back, in order",
            token => Task.WhenAll(clients.Select((client, seed) => client.Echo(EchoClient.Bytes(seed, Length), token)))
        );

        await server.Stop();
        Assert.True(
            server.LongestWait <= Clients,
            $"Serve every readable client in its turn: one was readable and not read for {server.LongestWait} rounds."
        );
        Array.ForEach(clients, client => client.Dispose());
    }
}

using static SelectQuest.Server.Tests.Scenarios.ClientCount;

namespace SelectQuest.Server.Tests.Scenarios;

[Collection(OneAtATime.Name)]
public class Scenario3HalfDisconnect
{
    [Fact]
    public async Task When_half_of_the_clients_leave_at_once_the_other_half_remains_and_no_fd_leaks()
    {
        await using var server = RunningServer.Start();
        var clients = await server.Connect(Clients);
        await server.Until($"{Clients} clients are in the registry", state => state.Holds(Clients));

        // Those that came last have the highest fds: a max-fd that never shrinks shows here.
        var (staying, leaving) = (clients[..^HalfOfThem], clients[^HalfOfThem..]);
        Array.ForEach(leaving, client => client.Dispose());

        await server.Until($"{staying.Length} clients are left", state => state.Holds(staying.Length));
        await server.Expect(
            "everyone who stayed is still served",
            token => Task.WhenAll(staying.Select((client, seed) => client.Echo(EchoClient.Bytes(seed, 64), token)))
        );

        await server.Stop();
        Array.ForEach(staying, client => client.Dispose());
    }
}

using static SelectQuest.Server.Tests.Scenarios.ClientCount;

namespace SelectQuest.Server.Tests.Scenarios;

[Collection(OneAtATime.Name)]
public class Scenario1ConnectTogether
{
    [Fact]
    public async Task Clients_that_connect_at_the_same_time_are_all_accepted_and_all_in_the_registry()
    {
        await using var server = RunningServer.Start();
        var clients = await server.Connect(Clients);

        await server.Until($"{Clients} clients are in the registry", state => state.Holds(Clients));

        await server.Stop();
        Array.ForEach(clients, client => client.Dispose());
    }
}

using static SelectQuest.Server.Tests.Scenarios.ClientCount;

namespace SelectQuest.Server.Tests.Scenarios;

[Collection(OneAtATime.Name)]
public class Scenario4OthersComeMeanwhile
{
    private const int MessagesWhileOthersCome = 20;

    [Fact]
    public async Task New_clients_take_the_place_of_those_that_left_while_the_others_talk_and_nobody_is_confused()
    {
        await using var server = RunningServer.Start();
        var first = await server.Connect(Clients);
        await server.Until($"{Clients} clients are in the registry", state => state.Holds(Clients));
        var (active, leaving) = (first[HalfOfThem..], first[..HalfOfThem]);

        // The newcomers get the fds of those that leave, while the active ones talk: a registry that keeps an old entry
        // under a reused number mixes up two people.
        var talking = server.Expect(
            "the active clients talk on",
            token => Task.WhenAll(active.Select((client, seed) => Talk(client, seed, token)))
        );
        Array.ForEach(leaving, client => client.Dispose());
        await server.Until($"{active.Length} clients are left", state => state.Holds(active.Length));
        var newcomers = await server.Connect(HalfOfThem);
        await server.Until(
            $"{active.Length + HalfOfThem} clients again",
            state => state.Holds(active.Length + HalfOfThem)
        );
        await talking;

        var everyone = active.Concat(newcomers).ToArray();
        await server.Expect(
            "everyone gets their own bytes back",
            token => Task.WhenAll(everyone.Select((client, seed) => client.Echo(EchoClient.Bytes(seed, 64), token)))
        );

        await server.Stop();
        Array.ForEach(everyone, client => client.Dispose());
    }

    private static async Task Talk(EchoClient client, int seed, CancellationToken token)
    {
        for (var message = 0; message < MessagesWhileOthersCome; message++)
        {
            await client.Echo(EchoClient.Bytes((seed * MessagesWhileOthersCome) + message, 64), token);
        }
    }
}

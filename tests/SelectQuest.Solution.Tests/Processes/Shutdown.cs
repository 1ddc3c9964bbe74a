using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Processes;

[Collection(OneAtATime.Name)]
public class Shutdown
{
    private const int Count = 50;

    [Fact]
    public async Task SIGTERM_under_load_ends_every_connection_at_a_byte_of_its_own_and_the_process_with_0()
    {
        Assert.SkipUnless(Proc.IsHere, Proc.NotHere);
        using var patience = Patience.Begin();
        await using var server = await ServerProcess.Start(patience.Token);
        var clients = await server.Connect(Count, patience.Token);
        await clients.EchoAll(64, patience.Token);

        var sent = clients.Select((_, seed) => EchoClient.Bytes(seed, 4 * 1024 * 1024)).ToArray();
        var talking = clients.Select((client, index) => client.EchoUntilTheEnd(sent[index], patience.Token)).ToArray();
        await server.Terminate(patience.Token);

        var echoes = await Task.WhenAll(talking);
        Assert.All(echoes, (echo, index) => Assert.True(sent[index].AsSpan().StartsWith(echo), "Bytes out of order."));
    }

    [Fact]
    public async Task A_server_nobody_talks_to_ends_with_0_too()
    {
        Assert.SkipUnless(Proc.IsHere, Proc.NotHere);
        using var patience = Patience.Begin();
        await using var server = await ServerProcess.Start(patience.Token);

        await server.Terminate(patience.Token);
    }
}

using SelectQuest.Server.Tests.Scenarios;
using SelectQuest.Solution.Tests.Processes;

namespace SelectQuest.Bridges.Tests;

/// <summary>For what has left FD_SETSIZE behind. The server is a process of its own, the clients are this one.</summary>
internal static class FiveThousandClients
{
    private const int Count = 5000;

    /// <summary>Beside one fd for each client: the runtime's own.</summary>
    private const int FdsBeside = 200;

    /// <summary>Well below what the listener's backlog holds: who finds it full waits a second before he tries again.</summary>
    private const int AtOnce = 250;

    internal static async Task AreServed()
    {
        Assert.SkipUnless(Proc.IsHere, Proc.NotHere);
        Assert.SkipUnless(
            Proc.MyFdLimit() >= Count + FdsBeside,
            $"Allow {Count + FdsBeside} open files: raise the hard limit, ulimit -Hn."
        );
        using var patience = Patience.Begin();
        await using var server = await ServerProcess.Start(patience.Token, "prlimit", $"--nofile={Count + FdsBeside}");
        var before = Proc.Sockets(server.Pid);

        var clients = new List<EchoClient>();
        while (clients.Count < Count)
        {
            clients.AddRange(await server.Connect(AtOnce, patience.Token));
        }

        await clients.EchoAll(64, patience.Token);
        await clients.EchoAll(1000, patience.Token);
        Assert.Equal(before + Count, Proc.Sockets(server.Pid));

        // Among thousands that stay silent one is served as ever, and those that leave give their fds back.
        await clients[Count / 2].Echo(EchoClient.Bytes(1, 100_000), patience.Token);
        clients[..AtOnce].Leave();
        clients = [.. clients[AtOnce..], .. await server.Connect(AtOnce, patience.Token)];
        await clients.EchoAll(64, patience.Token);

        await server.Terminate(patience.Token);
        clients.Leave();
    }
}

using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Processes;

/// <summary>The end of all waiting, for a test whose server is another process.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    internal static CancellationTokenSource Begin(TimeSpan? limit = null)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(limit ?? Limit);
        return source;
    }

    internal static Task<EchoClient[]> Connect(this ServerProcess server, int count, CancellationToken token) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => EchoClient.Connect(server.Port, token)));

    internal static Task EchoAll(this IEnumerable<EchoClient> clients, int length, CancellationToken token) =>
        Task.WhenAll(clients.Select((client, seed) => client.Echo(EchoClient.Bytes(seed, length), token)));

    internal static void Leave(this IEnumerable<EchoClient> clients)
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }
}

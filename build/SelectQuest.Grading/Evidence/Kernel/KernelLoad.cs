using System.Net;
using System.Net.Sockets;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>
/// The clients of a traced run, always the same: one alone, 49 more at once, half leave, some come again, one resets, all are
/// quiet for one timeout, one sends without reading, SIGTERM. It judges nothing: the record does.
/// </summary>
internal sealed class KernelLoad(int port, TracedRun run, CancellationToken cancellation) : IDisposable
{
    private const int Clients = 50;
    private const int Leaving = 25;
    private const int Returning = 10;
    private const int MessageSize = 64;

    /// <summary>More than both ends' buffers hold on loopback, so that the server must keep some.</summary>
    private const int MostUnread = 32 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>Once the server has let a client wait in vain, the rest of the load is not worth as much time.</summary>
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    /// <summary>5 s to flush, and some for the way there.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(8);

    private readonly List<Socket> clients = [];
    private bool disappointed;

    private TimeSpan Limit => disappointed ? Impatience : Patience;

    public async Task Drive()
    {
        await Come(1);
        await Come(Clients - 1);

        // The last to come hold the highest fds: max-fd has to fall.
        foreach (var leaver in clients.TakeLast(Leaving).ToArray())
        {
            Leave(leaver);
        }

        await Echo(clients);
        await Come(Returning);
        Reset(clients[^1]);
        await Echo(clients);
        await BeQuiet();
        await Terminate();
    }

    public void Dispose() => clients.ForEach(client => client.Dispose());

    private async Task Come(int count)
    {
        var arrivals = Enumerable.Range(0, count).Select(_ => NewClient()).ToArray();
        clients.AddRange(arrivals);
        await Within(token =>
            Task.WhenAll(arrivals.Select(c => c.ConnectAsync(IPAddress.Loopback, port, token).AsTask()))
        );
        await Echo(arrivals);
    }

    private Task Echo(IReadOnlyCollection<Socket> some) =>
        Within(token => Task.WhenAll(some.Select(c => Echo(c, token))));

    private static async Task Echo(Socket client, CancellationToken token)
    {
        var buffer = new byte[MessageSize];
        await client.SendAsync(buffer, token);
        for (var received = 0; received < MessageSize; )
        {
            var count = await client.ReceiveAsync(buffer, token);
            if (count == 0)
            {
                return;
            }

            received += count;
        }
    }

    private void Leave(Socket client)
    {
        clients.Remove(client);
        client.Dispose();
    }

    private void Reset(Socket client)
    {
        client.LingerState = new LingerOption(true, 0);
        Leave(client);
    }

    private async Task BeQuiet()
    {
        var before = run.Shown(replay => replay.TimeoutsPassed);
        await TracedRun.Until(
            () => run.Shown(replay => replay.TimeoutsPassed) > before,
            disappointed ? Impatience : Quiet,
            cancellation
        );
    }

    private async Task Terminate()
    {
        var owed = clients[0];
        await FillUp(owed);
        run.Terminate();

        // Reading starts when the server has stopped accepting: earlier, it could pass on everything before it notices.
        await TracedRun.Until(() => run.Shown(replay => replay.ListenerIsClosed) || run.HasExited, Quiet, cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(DrainLimit);
        try
        {
            var buffer = new byte[1 << 16];
            while (await owed.ReceiveAsync(buffer, limit.Token) > 0) { }
        }
        catch (Exception e) when (IsPartOfIt(e)) { }

        await TracedRun.Until(() => run.HasExited, DrainLimit, cancellation);
    }

    /// <summary>Sends without reading until the record shows that the server could not pass on all of it.</summary>
    private async Task FillUp(Socket client)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sending = Send();
        await TracedRun.Until(
            () => run.Shown(replay => replay.SomeoneWaitsForRoom) || sending.IsCompleted,
            Limit,
            cancellation
        );
        await enough.CancelAsync();
        await sending;

        async Task Send()
        {
            var chunk = new byte[1 << 16];
            try
            {
                for (var sent = 0; sent < MostUnread; )
                {
                    sent += await client.SendAsync(chunk, enough.Token);
                }
            }
            catch (Exception e) when (IsPartOfIt(e)) { }
        }
    }

    /// <summary>A server that resets, refuses or does not answer is what the record is about, not a fault of ours.</summary>
    private async Task Within(Func<CancellationToken, Task> step)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            await step(limit.Token);
        }
        catch (Exception e) when (IsPartOfIt(e))
        {
            disappointed = true;
        }
    }

    private bool IsPartOfIt(Exception e) =>
        e is SocketException or ObjectDisposedException
        || (e is OperationCanceledException && !cancellation.IsCancellationRequested);

    private static Socket NewClient() =>
        new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
}

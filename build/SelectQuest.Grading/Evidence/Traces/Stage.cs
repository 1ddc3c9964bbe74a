using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>
/// The clients of one scenario, driven on a thread of their own, and what they may ask about the server. Whoever can move
/// is moved; when nobody can, the thread waits in the kernel.
/// </summary>
internal sealed class Stage(NumberedSockets server) : IDisposable
{
    /// <summary>How long what is waited for may come no nearer.</summary>
    private static readonly TimeSpan StallBound = TimeSpan.FromSeconds(5);

    /// <summary>From the cancelled token to the return of Run: 5 s to flush, as the quest allows, and 3 s for a busy machine.</summary>
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(8);

    /// <summary>For a whole scenario, however slowly a server drips.</summary>
    private static readonly TimeSpan TotalBound = TimeSpan.FromSeconds(60);

    /// <summary>The client thread looks this often at what only the server knows.</summary>
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(20);

    private readonly List<LoadClient> everyone = [];
    private readonly long start = Stopwatch.GetTimestamp();
    private volatile bool serverIsOver;
    private int nextNumber = 1;

    /// <summary>The loop has ended, however it did: every wait ends.</summary>
    public void ServerIsOver() => serverIsOver = true;

    /// <summary>Waits until the loop has begun its first select.</summary>
    public void UntilItListens() => Until("the loop to call select", () => server.Selects > 0, () => 0);

    /// <summary>Connects clients, all at the same moment, and waits until the server has accepted them.</summary>
    public IReadOnlyList<LoadClient> Connect(int count)
    {
        var before = server.Accepted;
        var clients = ConnectTogether(count);
        nextNumber += count;
        everyone.AddRange(clients);
        if (clients.Count < count)
        {
            throw new PlayBroken(TraceEnding.Stalled, $"{count - clients.Count} of {count} clients could not connect.");
        }

        Until($"{Clients(count)} to be accepted", () => server.Accepted - before >= count, () => server.Accepted);
        return clients;
    }

    /// <summary>Has each client send, and no more than <paramref name="window"/> bytes ahead of the echo.</summary>
    public static void Send(IEnumerable<LoadClient> clients, long bytes, long window)
    {
        foreach (var client in clients)
        {
            client.Window = window;
            client.Goal += bytes;
        }
    }

    /// <summary>What the clients have not sent yet, they keep.</summary>
    public static void Finish(IEnumerable<LoadClient> clients)
    {
        foreach (var client in clients)
        {
            client.Goal = client.Sent;
        }
    }

    public void UntilEchoed(IReadOnlyList<LoadClient> clients) =>
        UntilEchoed(clients, $"the echoes to {Clients(clients.Count)}", client => client.IsEchoed);

    /// <summary>Waits until every one of the clients has had enough back.</summary>
    /// <param name="what">What they wait for, as the end of a sentence.</param>
    public void UntilEchoed(IReadOnlyList<LoadClient> clients, string what, Predicate<LoadClient> enough) =>
        Until(what, () => clients.All(client => enough(client)), () => clients.Sum(client => client.Received));

    /// <summary>The clients close, and the server closes its ends of them.</summary>
    public void Leave(IReadOnlyList<LoadClient> clients)
    {
        var left = server.Live - clients.Count;
        everyone.RemoveAll(clients.Contains);
        foreach (var client in clients)
        {
            client.Dispose();
        }

        Until(
            $"the fds of {Clients(clients.Count)} that left to be closed",
            () => server.Live <= left,
            () => server.Live
        );
    }

    private void Until(string what, Func<bool> done, Func<long> nearer)
    {
        Watch(StallBound, done, nearer, mayEnd: false);
        if (!done())
        {
            throw new PlayBroken(
                TraceEnding.Stalled,
                Stopwatch.GetElapsedTime(start) > TotalBound
                    ? $"The clients waited for {what} when the {Seconds(TotalBound)} for a scenario were over."
                    : $"The clients waited for {what}, and for {Seconds(StallBound)} that came no nearer."
            );
        }
    }

    /// <summary>Has the token cancelled. The clients send no more and read on until the loop is over.</summary>
    public void Stop()
    {
        server.RequestStop();
        Finish(everyone);
        Watch(StopBound, () => serverIsOver, () => 0, mayEnd: true);
        if (!serverIsOver)
        {
            throw new PlayBroken(
                TraceEnding.NeverStopped,
                $"Run did not return within {Seconds(StopBound)} after its token was cancelled."
            );
        }
    }

    public void Dispose()
    {
        foreach (var client in everyone)
        {
            client.Dispose();
        }
    }

    // The bound is counted in turns of our own: while the machine as a whole was stopped, nobody waited.
    private void Watch(TimeSpan bound, Func<bool> done, Func<long> nearer, bool mayEnd)
    {
        var waited = TimeSpan.Zero;
        var seen = nearer();
        while (!done() && !serverIsOver && waited < bound && Stopwatch.GetElapsedTime(start) < TotalBound)
        {
            var began = Stopwatch.GetTimestamp();
            if (!Pump(mayEnd))
            {
                Wait();
            }

            var turn = Stopwatch.GetElapsedTime(began);
            waited += turn < Nap ? turn : Nap;
            if (nearer() is var now && now != seen)
            {
                (waited, seen) = (TimeSpan.Zero, now);
            }
        }

        Pump(mayEnd);
    }

    private bool Pump(bool mayEnd)
    {
        var moved = false;
        foreach (var client in everyone)
        {
            moved |= client.Pump();
            if (client.GotWrongBytes)
            {
                throw new PlayBroken(
                    TraceEnding.WrongEcho,
                    client.GotForeignBytes
                        ? "A client received bytes that another client had sent."
                        : "A client received other bytes than it had sent: changed, missing or moved."
                );
            }

            if (!mayEnd && client.End != ClientEnd.Open)
            {
                throw new PlayBroken(
                    TraceEnding.Disconnected,
                    "The connection of a client was closed although the client had not left."
                );
            }
        }

        return moved;
    }

    private void Wait()
    {
        var read = everyone.Where(client => client.WantsToReceive).Select(client => client.Socket).ToList();
        var write = everyone.Where(client => client.WantsToSend).Select(client => client.Socket).ToList();
        if (read.Count + write.Count == 0)
        {
            Thread.Sleep(Nap);
        }
        else
        {
            Socket.Select(read, write, null, Nap);
        }
    }

    private IReadOnlyList<LoadClient> ConnectTogether(int count)
    {
        try
        {
            var clients = Enumerable
                .Range(nextNumber, count)
                .Select(number => LoadClient.Connect(server.Port, number))
                .ToArray();
            for (
                var start = Stopwatch.GetTimestamp();
                clients.Where(client => client.IsConnecting).Select(client => client.Socket).ToList() is [_, ..] waiting
                    && Stopwatch.GetElapsedTime(start) < StallBound;

            )
            {
                Socket.Select(null, waiting, null, Nap);
            }

            foreach (var client in clients.Where(client => !client.IsConnected))
            {
                client.Dispose();
            }

            return [.. clients.Where(client => client.IsConnected)];
        }
        catch (SocketException none)
        {
            throw new UnusableInputException(
                $"--clients: this machine gave no socket for each of {Clients(count)} more ({none.Message}). "
                    + "Take fewer, or let processes open more files: ulimit -n 4096"
            );
        }
    }

    private static string Seconds(TimeSpan bound) =>
        string.Create(CultureInfo.InvariantCulture, $"{bound.TotalSeconds:0} s");

    private static string Clients(int count) => count == 1 ? "1 client" : $"{count} clients";
}

/// <summary>Ends a scenario that the clients cannot play on with.</summary>
internal sealed class PlayBroken(TraceEnding how, string observed) : Exception(observed)
{
    public TraceEnd End { get; } = new(how, observed);
}

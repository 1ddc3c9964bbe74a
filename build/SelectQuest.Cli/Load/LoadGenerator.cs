using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace SelectQuest.Cli.Load;

/// <summary>What all messages of a load have in common.</summary>
/// <param name="MessageBytes">The size of each, 1 or more.</param>
/// <param name="Depth">How many a client keeps under way, 1 or more: it sends the next when one is back.</param>
internal sealed record LoadShape(int MessageBytes, int Depth);

/// <summary>What a stretch of load came to. Everything sent in it is back.</summary>
internal sealed record LoadFigures(long Messages, TimeSpan Elapsed, LatencyHistogram Latencies)
{
    public double MessagesPerSecond => Messages / Elapsed.TotalSeconds;
}

/// <summary>
/// Drives an echo server from one thread: as many clients as wanted, each with messages under way all the time, every byte
/// checked. A stretch of load ends with nothing under way, so that whatever is counted around it belongs to it.
/// </summary>
internal sealed class LoadGenerator(IPEndPoint server, LoadShape shape) : IDisposable
{
    /// <summary>After so many clients one is echoed a message: the server has accepted all before it, and none queues up.</summary>
    private const int ConnectedAtOnce = 200;

    /// <summary>How many messages a client sends before another takes over, where not all send.</summary>
    private const int TurnLength = 10;

    private readonly List<EchoClient> clients = [];
    private readonly IReadiness readiness = IReadiness.Open();
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly int[] ready = new int[512];

    /// <summary>How long nothing may come back while something is under way, or a client may wait to be let in.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Clients that are connected.</summary>
    public int Clients => clients.Count;

    /// <summary>Connects until there are so many, and returns when the server has accepted them all.</summary>
    /// <exception cref="LoadBrokenException"/>
    public void Connect(int upTo)
    {
        while (clients.Count < upTo)
        {
            var number = clients.Count;
            var client = EchoClient.Connect(server, number, shape.MessageBytes, shape.Depth, Patience);
            clients.Add(client);
            readiness.Add(client.Socket, number);
            if (clients.Count == upTo || clients.Count % ConnectedAtOnce == 0)
            {
                RunMessages(1, active: 1);
            }
        }
    }

    /// <summary>
    /// So many clients keep messages under way for so long. If these are not all, others take over after
    /// <see cref="TurnLength"/> messages, so that it does not matter in which order a server looks at its clients.
    /// </summary>
    /// <exception cref="LoadBrokenException"/>
    public LoadFigures RunFor(TimeSpan time, int active)
    {
        var latencies = new LatencyHistogram();
        var start = Stopwatch.GetTimestamp();
        var places = clients.Count - active + 1;
        var most = places == 1 ? long.MaxValue : TurnLength * active;

        // The golden section of all places: the first few turns are spread evenly already.
        var step = (int)(places * 0.618);
        var first = 0;
        do
        {
            Run(first, active, most, time - Stopwatch.GetElapsedTime(start), latencies);
            first = (first + step) % places;
        } while (Stopwatch.GetElapsedTime(start) < time);

        return new LoadFigures(latencies.Count, Stopwatch.GetElapsedTime(start), latencies);
    }

    /// <summary>The last so many clients send so many messages; each sends its depth at least.</summary>
    /// <exception cref="LoadBrokenException"/>
    public LoadFigures RunMessages(long messages, int active)
    {
        var latencies = new LatencyHistogram();
        var start = Stopwatch.GetTimestamp();
        Run(clients.Count - active, active, messages, TimeSpan.MaxValue, latencies);
        return new LoadFigures(latencies.Count, Stopwatch.GetElapsedTime(start), latencies);
    }

    public void Dispose()
    {
        readiness.Dispose();
        clients.ForEach(client => client.Dispose());
    }

    private void Run(int first, int count, long mostMessages, TimeSpan time, LatencyHistogram latencies)
    {
        var start = Stopwatch.GetTimestamp();
        var wave = (int)Math.Min(shape.Depth, mostMessages);
        var asked = (long)wave * count;
        var due = latencies.Count + asked;
        for (var number = first; number < first + count; number++)
        {
            clients[number].Ask(wave);
            Send(clients[number], number);
        }

        while (latencies.Count < due)
        {
            var woken = readiness.Wait(ready, Patience);
            if (woken == 0)
            {
                throw Stalled(due - latencies.Count);
            }

            var goesOn = asked < mostMessages && Stopwatch.GetElapsedTime(start) < time;
            foreach (var number in ready.AsSpan(0, woken))
            {
                var client = clients[number];
                var back = client.Receive(buffer, latencies);
                if (goesOn && back > 0)
                {
                    client.Ask(back);
                    asked += back;
                    due += back;
                }

                Send(client, number);
            }
        }
    }

    private void Send(EchoClient client, int number)
    {
        client.Send();
        if (client.WantsRoom != client.IsWatchedForRoom)
        {
            client.IsWatchedForRoom = client.WantsRoom;
            readiness.WatchForRoom(client.Socket, number, client.WantsRoom);
        }
    }

    private LoadBrokenException Stalled(long missing)
    {
        var example = clients.Select(client => client.Missing).First(words => words is not null);
        return new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"nothing came back for {Patience.TotalSeconds:0.#} s while {missing:#,0} message{(missing == 1 ? " was" : "s were")} under way: {example}"
            )
        );
    }
}

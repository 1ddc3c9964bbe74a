using System.Diagnostics;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>A running server and the clients connected to it, with the steps that scenarios are made of.</summary>
internal sealed class LiveSession : IDisposable
{
    /// <summary>
    /// After so much of its opportunity in which it took nothing from a slow client, a server is believed to take nothing any
    /// more. The kernel itself may need 200 ms to notice that a window has opened again.
    /// </summary>
    private static readonly TimeSpan TakesNoMore = TimeSpan.FromSeconds(0.4);

    /// <summary>How many of the others a round is: there are hundreds of rounds, and each is other clients than the last.</summary>
    private const int RoundSize = 8;

    /// <summary>For the server, between two rounds: the slow client's bytes are what it shall take.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(1);

    private readonly Stopwatch clock;
    private int nextNumber = 1;

    public LiveSession(ServerProcess server, LiveOptions options, Stopwatch clock)
    {
        Server = server;
        Options = options;
        this.clock = clock;
        Pump = new Pump(() => server.HasEnded, server.Opportunity, CheckTime) { StallBound = options.StallBound };
        SocketsAtRest = ProcFiles.Supported ? OpenSockets : 0;
    }

    public ServerProcess Server { get; }

    public LiveOptions Options { get; }

    public Pump Pump { get; }

    /// <summary>The clients that stay from one scenario to the next.</summary>
    public List<LoadClient> Crowd { get; } = [];

    /// <summary>What earlier scenarios showed, with this server process or one before it.</summary>
    public required Learned Learned { get; init; }

    /// <summary>
    /// What a scenario does to the server, as the end of every sentence about it: <c>, while one client did not read</c>.
    /// One for the whole scenario, so that the words do not depend on the step in which a fault showed.
    /// </summary>
    public string Meanwhile { get; set; } = "";

    /// <summary>What a scenario measured; for people, not for comparing.</summary>
    public string? Figures { get; set; }

    /// <summary>What idle clients showed, if they were watched.</summary>
    public IdleWatch? Idle { get; set; }

    /// <summary>Sockets the server holds without any client: the listener. Meaningful on Linux only.</summary>
    public int SocketsAtRest { get; }

    private int OpenSockets => ProcSockets.Of(Server.Pid).Count();

    /// <summary>The stall bound as findings name it.</summary>
    public string Stall => LiveOptions.Words(Options.StallBound);

    /// <summary>Connects more clients, all at the same moment; they belong to the caller.</summary>
    public IReadOnlyList<LoadClient> Connect(int count, int? receiveBuffer = null)
    {
        var clients = new List<LoadClient>(count);
        var connected = false;
        try
        {
            while (clients.Count < count)
            {
                clients.Add(LoadClient.Connect(Server.Port, nextNumber++, receiveBuffer));
            }

            Pump.UntilConnected(clients, Options.ConnectBound);
            connected = clients.TrueForAll(client => client.IsConnected);
        }
        finally
        {
            if (!connected)
            {
                Dispose(clients);
            }
        }

        return connected ? clients
            : Server.EndsNow() ? throw Ended()
            : throw new ScenarioBroken(
                LiveFault.Refused,
                $"did not let all of {Clients(count)} connect within {LiveOptions.Words(Options.ConnectBound)}{Meanwhile}"
            );
    }

    /// <summary>Fills the crowd up to <paramref name="count"/> clients, each proven by one echo.</summary>
    public void Gather(int count)
    {
        if (Crowd.Count >= count)
        {
            return;
        }

        var meanwhile = Meanwhile;
        Meanwhile = "";
        try
        {
            var missing = Connect(count - Crowd.Count);
            Crowd.AddRange(missing);
            Echo(missing, messages: 1);
        }
        catch (ScenarioBroken broken)
        {
            throw new ScenarioNotRun($"it needs {Clients(count)} that are served, and the server {broken.Observed}");
        }
        finally
        {
            Meanwhile = meanwhile;
        }
    }

    /// <summary>Every one of <paramref name="clients"/> sends messages, each after the echo of the one before.</summary>
    public void Echo(IReadOnlyList<LoadClient> clients, int messages)
    {
        foreach (var client in clients)
        {
            client.Window = EchoText.MessageBytes;
            client.Goal += messages * EchoText.MessageBytes;
        }

        Drive(clients);
    }

    /// <summary>Moves the clients until all have their bytes back; anything else ends the scenario.</summary>
    public void Drive(IReadOnlyList<LoadClient> clients, Func<bool>? sweep = null)
    {
        var end = Pump.Until(() => clients.All(client => client.IsEchoed || client.IsOver), clients, sweep);
        Judge(clients, end);
    }

    /// <summary>
    /// Lets <paramref name="slow"/>, which does not read, send until the server has received it all or takes nothing more;
    /// the others are echoed all the while, a few at a time.
    /// </summary>
    /// <returns>
    /// True if the server has received it all, as the kernel's queues show. False if it leaves bytes in them, as a server
    /// may that bounds what it keeps for one client, and where the kernel does not tell.
    /// </returns>
    public bool PushWhileOthersAreServed(LoadClient slow, IReadOnlyList<LoadClient> others)
    {
        var rounds = others.Chunk(RoundSize).ToList();
        var left = new ServerBacklog(slow, Server);
        var chance = new Opportunity(() => [Server.Pid]);
        for (var round = 0; chance.Total < TakesNoMore && slow.End == ClientEnd.Open; round++)
        {
            if (slow.Pump())
            {
                left.Forget();
                chance.Forget();
            }
            else
            {
                Pump.Wait([slow], Breath);
                if (left.Shrinks())
                {
                    chance.Forget();
                }

                if (left.IsEmpty)
                {
                    return true;
                }
            }

            Echo(rounds[round % rounds.Count], messages: 1);
            chance.LookIfDue();
        }

        return false;
    }

    /// <summary>
    /// Ends the scenario if something is wrong, naming the gravest thing first, so that which client was struck first
    /// does not change the words.
    /// </summary>
    public void Judge(IReadOnlyList<LoadClient> clients, PumpEnd end)
    {
        ThrowIfServerEnded(clients, end);
        if (clients.Any(client => client.GotForeignBytes))
        {
            throw new ScenarioBroken(LiveFault.ForeignBytes, $"sent a client bytes of another client{Meanwhile}");
        }

        if (clients.Any(client => client.GotWrongBytes))
        {
            throw new ScenarioBroken(
                LiveFault.WrongBytes,
                $"sent a client other bytes than the client had sent (changed, missing or moved){Meanwhile}"
            );
        }

        if (clients.Count(client => client.End != ClientEnd.Open) is > 0 and var gone)
        {
            throw new ScenarioBroken(
                LiveFault.ClosedWithoutCause,
                $"closed the connection of a client that had not left{Meanwhile}",
                $"{gone} of {Clients(clients.Count)}"
            );
        }

        if (end is PumpEnd.Stalled or PumpEnd.Spinning)
        {
            throw new ScenarioBroken(
                LiveFault.Stalled,
                $"did not echo every byte: nothing came back for {Stall}{BusyWords(end)}{Meanwhile}",
                $"{clients.Count(client => !client.IsEchoed)} of {Clients(clients.Count)} were waiting"
            );
        }
    }

    /// <summary>Ends the scenario if one of these clients, who wait for nothing, found something wrong.</summary>
    public void Check(IReadOnlyList<LoadClient> clients)
    {
        Pump.Until(() => true, clients);
        Judge(clients, Server.HasEnded ? PumpEnd.ServerEnded : PumpEnd.Done);
    }

    /// <summary>Ends the scenario if the whole process is gone, or a connection ended because it is about to be.</summary>
    public void ThrowIfServerEnded(IReadOnlyList<LoadClient> clients, PumpEnd end)
    {
        if (end == PumpEnd.ServerEnded || (clients.Any(client => client.End != ClientEnd.Open) && Server.EndsNow()))
        {
            throw Ended();
        }
    }

    private ScenarioBroken Ended() => new(Server.EndFault, Server.EndWords + Meanwhile, Server.FirstErrorLine);

    private void CheckTime()
    {
        if (clock.Elapsed > Options.TotalBound)
        {
            throw ScenarioNotRun.OutOfTime(Options.TotalBound);
        }
    }

    /// <summary>
    /// Waits until the server holds one socket for each of the crowd and no other; else ends the scenario. Nothing is
    /// checked where the kernel does not tell, and nothing again once a leak is known: later scenarios would only name the same one.
    /// </summary>
    /// <param name="who">Whose sockets it holds too many of: <c>clients that left</c>.</param>
    public void CheckSockets(string who)
    {
        if (Learned.LeaksSockets || HoldsSocketsOf(Crowd.Count))
        {
            return;
        }

        // Sockets that are missing show as connections that ended.
        Check(Crowd);
        Learned.LeaksSockets = true;
        throw new ScenarioBroken(
            LiveFault.LeakedSockets,
            $"still held sockets of {who} after {Stall}",
            MeasureSockets()
        );
    }

    /// <summary>
    /// Waits until the server holds one socket for each of <paramref name="clients"/> and no other. Always true where the
    /// kernel does not tell.
    /// </summary>
    public bool HoldsSocketsOf(int clients) =>
        !ProcFiles.Supported || Pump.Settles(() => OpenSockets == SocketsAtRest + clients);

    /// <summary>The count in words that go with <see cref="HoldsSocketsOf"/>.</summary>
    public string MeasureSockets() => $"{OpenSockets - SocketsAtRest} sockets of clients";

    public void Dispose()
    {
        Dispose(Crowd);
        Server.Dispose();
    }

    public static string BusyWords(PumpEnd end) => end == PumpEnd.Spinning ? ", and the processor was kept busy" : "";

    public static string Clients(int count) => count == 1 ? "1 client" : $"{count} clients";

    public static void Dispose(IEnumerable<LoadClient> clients)
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }
}

namespace SelectQuest.Server.Simulation;

/// <summary>Draws a schedule: first the machine, then a life for every client, then the faults.</summary>
internal sealed class ScheduleDraw(int seed, int clients, Faults allowed)
{
    /// <summary>No client sends more at once: a loop that reads byte by byte is slow, and right.</summary>
    private const int MostBytes = 16384;

    private readonly Dice dice = new(seed);
    private readonly List<ClientEvent> events = [];
    private readonly List<Fault> faults = [];

    /// <summary>How many ticks lie between two things a client does, at most: hectic schedules and quiet ones.</summary>
    private int pause;
    private int buffer;

    public Schedule Draw()
    {
        pause = dice.OneOf(3, 10, 40, 150);
        buffer = Allows(Faults.PartialTransfers) ? dice.OneOf(16, 64, 256, 1024, 8192) : 65536;
        var firstFree = dice.OneOf(4, 4, 4, 11, 27);
        var limit = 2048;
        if (Allows(Faults.HighFds) && dice.Chance(15))
        {
            firstFree = Sockets.FdSet.Size - Math.Max(1, clients - dice.Between(0, clients / 3));
        }
        else if (Allows(Faults.OutOfFiles) && dice.Chance(20))
        {
            limit = firstFree + Math.Max(2, dice.Between(clients / 2, clients));
        }

        // In a real server the runtime has opened and closed files before: free fds may lie below the listener.
        var listenFd = dice.Chance(50)
            ? firstFree - 1
            : Math.Min(firstFree + dice.Between(0, 12), Math.Min(limit, Sockets.FdSet.Size) - 1);
        var waves = dice.Between(1, 4);
        for (var client = 0; client < clients; client++)
        {
            DrawLife(client, connectAt: dice.Between(0, waves - 1) * 4 * pause);
        }

        DrawFaultsOfTheLoop();
        var end = events.Count == 0 ? 0 : events.Max(happening => happening.Tick);
        var stopAt = dice.Chance(35) ? dice.Between(0, end) : int.MaxValue;
        return new Schedule
        {
            Seed = seed,
            Clients = clients,
            FirstFreeFd = firstFree,
            ListenFd = listenFd,
            FdLimit = limit,
            ReceiveBuffer = buffer,
            SendBuffer = Allows(Faults.PartialTransfers) ? dice.OneOf(buffer, 2 * buffer) : buffer,
            StopAt = stopAt,
            RunAt =
                dice.Chance(25) ? 0
                : stopAt == int.MaxValue ? int.MaxValue
                : dice.Between(0, stopAt),
            Events = [.. events.OrderBy(happening => happening.Tick)],
            Faults = faults,
        };
    }

    private bool Allows(Faults sort) => (allowed & sort) != 0;

    private void DrawLife(int client, int connectAt)
    {
        var tick = connectAt;
        Add(client, ref tick, ClientDoes.Connect);
        if (dice.Chance(15))
        {
            return; // idle until the end
        }

        if (dice.Chance(8))
        {
            // Chatters without end: whoever serves it alone starves the others.
            Add(client, ref tick, ClientDoes.Send, Math.Min(buffer * dice.Between(50, 150), MostBytes));
        }
        else if (Allows(Faults.PartialTransfers) && dice.Chance(15))
        {
            Add(client, ref tick, ClientDoes.StopReading);
            Add(client, ref tick, ClientDoes.Send, Math.Min(buffer * dice.Between(1, 6), MostBytes));
            if (Allows(Faults.HalfClose) && dice.Chance(40))
            {
                Add(client, ref tick, ClientDoes.ShutDownWriting);
            }

            tick += dice.Between(0, 4 * pause);
            Add(client, ref tick, ClientDoes.ReadOn);
        }
        else
        {
            for (var messages = dice.Between(0, 4); messages > 0; messages--)
            {
                Add(
                    client,
                    ref tick,
                    ClientDoes.Send,
                    dice.OneOf(1, dice.Between(1, 64), dice.Between(1, Math.Min(2 * buffer, MostBytes / 4)))
                );
            }
        }

        if (Allows(Faults.UrgentData) && dice.Chance(6))
        {
            Add(client, ref tick, ClientDoes.SendUrgent);
        }

        DrawEnd(client, tick);
        DrawFaultsOf(client);
    }

    private void DrawEnd(int client, int tick)
    {
        if (dice.Chance(20))
        {
            return; // stays
        }

        if (Allows(Faults.Resets) && dice.Chance(25))
        {
            Add(client, ref tick, dice.OneOf(ClientDoes.Reset, ClientDoes.Close));
        }
        else if (Allows(Faults.HalfClose) && dice.Chance(50))
        {
            Add(client, ref tick, ClientDoes.ShutDownWriting);
        }
        else
        {
            Add(client, ref tick, ClientDoes.HangUp);
        }
    }

    private void DrawFaultsOf(int client)
    {
        if (!dice.Chance(30))
        {
            return;
        }

        var nth = dice.Between(1, 6);
        var bytes = dice.Between(1, Math.Max(1, buffer / 4));
        if (Allows(Faults.Interrupts) && dice.Chance(30))
        {
            faults.Add(new Fault(dice.OneOf(FaultKind.ReceiveInterrupted, FaultKind.SendInterrupted), nth, client));
        }

        if (Allows(Faults.PartialTransfers) && dice.Chance(50))
        {
            faults.Add(new Fault(dice.OneOf(FaultKind.ShortReceive, FaultKind.ShortSend), nth + 1, client, bytes));
            faults.Add(new Fault(FaultKind.SendAgain, dice.Between(1, 6), client));
        }

        if (Allows(Faults.SpuriousReadiness) && dice.Chance(50))
        {
            faults.Add(new Fault(FaultKind.SpuriouslyReadable, dice.Between(1, 4 * pause), client));
            faults.Add(new Fault(FaultKind.SpuriouslyWritable, dice.Between(1, 4 * pause), client));
            faults.Add(new Fault(FaultKind.ReceiveAgain, dice.Between(1, 6), client));
        }
    }

    private void DrawFaultsOfTheLoop()
    {
        for (var count = Allows(Faults.Interrupts) ? dice.Between(0, 4) : 0; count > 0; count--)
        {
            faults.Add(new Fault(FaultKind.SelectInterrupted, dice.Between(1, 100)));
            faults.Add(new Fault(FaultKind.AcceptInterrupted, dice.Between(1, 2 * clients)));
        }

        if (Allows(Faults.Resets) && dice.Chance(50))
        {
            faults.Add(new Fault(FaultKind.AcceptAborted, dice.Between(1, clients)));
        }

        if (Allows(Faults.OutOfFiles) && dice.Chance(20))
        {
            faults.Add(new Fault(FaultKind.AcceptOutOfFiles, dice.Between(1, clients)));
        }
    }

    private void Add(int client, ref int tick, ClientDoes does, int bytes = 0)
    {
        events.Add(new ClientEvent(tick, client, does, bytes));
        tick += dice.Between(0, pause);
    }
}

using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>From the start of a server's process to the moment when it is known that it listens, and waits for clients.</summary>
internal static class ServerStart
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <summary>So many looks in a row find it asleep before it is believed to wait.</summary>
    private const int AsleepInARow = 3;

    /// <summary>Processor time until it is believed to spin; whoever ends right after it listened needs less.</summary>
    private static readonly TimeSpan Spins = TimeSpan.FromSeconds(1.5);

    /// <summary>Waits for it, and says where it listens.</summary>
    /// <exception cref="ScenarioBroken">It does not, or ends.</exception>
    /// <exception cref="ScenarioNotRun">It had no chance to.</exception>
    public static string Await(ServerProcess server, LiveOptions options)
    {
        AwaitPort(server, options);
        var port = server.Output.Port.Result;
        server.Listens(server.Pid, port);
        if (!ProcFiles.Supported)
        {
            return Held;
        }

        // The kernel says whose the port is: a line on standard output proves nothing.
        var listeners = ProcSockets.Listeners(port);
        var owner = server.Tree.FirstOrDefault(pid => ProcSockets.Of(pid).Any(listeners.ContainsKey));
        if (owner == 0)
        {
            throw server.EndsNow()
                ? EndedRightAfter(server)
                : new ScenarioBroken(
                    LiveFault.ListensElsewhere,
                    listeners.Count == 0
                        ? "printed a port on which nothing listens"
                        : "printed a port that another process listens on"
                );
        }

        server.Listens(owner, port);
        AwaitSleep(server);
        return ProcSockets.Of(owner).Select(listeners.GetValueOrDefault).Any(onAll => onAll)
            ? "listened on a port of all addresses"
            : Held;
    }

    private const string Held = "listened on a port of 127.0.0.1";

    private static void AwaitPort(ServerProcess server, LiveOptions options)
    {
        var chance = new Opportunity(() => server.Tree);
        while (!server.Output.Port.Wait(Glance))
        {
            if (server.HasEnded)
            {
                throw Ended(server);
            }

            chance.LookIfDue();
            if (chance.Total >= options.StartBound && !server.Output.Port.IsCompleted)
            {
                var instead = server.Output.Any ? "something else" : "nothing";
                var busy = chance.WasBusy ? ", and the processor was kept busy" : "";
                throw new ScenarioBroken(
                    LiveFault.DidNotListen,
                    $"did not print 'listening on 127.0.0.1:PORT' within {LiveOptions.Words(options.StartBound)}: "
                        + $"it printed {instead}{busy}",
                    server.FirstErrorLine
                );
            }

            if (chance.IsOutOfReach(options.StartBound))
            {
                throw ScenarioNotRun.OutOfReach;
            }
        }

        if (server.HasEnded)
        {
            throw Ended(server);
        }
    }

    // The line may still be in the pipe; without a process it is worth no more than to say when the end came.
    private static ScenarioBroken Ended(ServerProcess server)
    {
        var words = server.EndWords;
        return server.Output.Port.IsCompleted ? EndedRightAfter(server) : Ended(server, $"{words} before it listened");
    }

    private static ScenarioBroken EndedRightAfter(ServerProcess server) =>
        Ended(server, $"{server.EndWords} right after it listened");

    // A child may say what its parent should have said, early or late: no word here depends on that.
    private static ScenarioBroken Ended(ServerProcess server, string words) =>
        new(
            server.EndFault,
            server.LeavesProcesses() ? $"{server.EndWords} at its start and left a process running" : words,
            server.FirstErrorLine
        );

    // Either it sleeps in select or it is about to end: telling them apart here keeps the words from depending on which
    // of us is faster. One that does neither spins, and shows it later.
    private static void AwaitSleep(ServerProcess server)
    {
        var chance = new Opportunity(() => [server.Pid]);
        for (var asleep = 0; asleep < AsleepInARow; )
        {
            Thread.Sleep(Glance);
            if (server.HasEnded)
            {
                throw EndedRightAfter(server);
            }

            asleep = ProcThreads.See([server.Pid]).Asleep ? asleep + 1 : 0;
            chance.LookIfDue();
            if (chance.Used >= Spins)
            {
                return;
            }

            if (chance.IsOutOfReach(Spins))
            {
                throw ScenarioNotRun.OutOfReach;
            }
        }
    }
}

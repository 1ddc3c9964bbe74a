using System.Diagnostics;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>
/// Scenario 6: SIGTERM while everyone has messages under way and one client has not read for a while. The server sends
/// what it had received, closes everything and exits with 0.
/// </summary>
/// <remarks>
/// Bytes that the server had not received yet may be lost, and from outside nobody can tell how many those were. So what
/// must come back is proven with the slow client: its bytes were all taken by the server, as the kernel's queue shows,
/// and are more than the kernel buffers, so the server itself holds the rest.
/// </remarks>
internal static class TerminateUnderLoad
{
    private const int WindowMessages = 4;
    private const int TurnsBefore = 5;

    /// <summary>With messages under way no select waits for long.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(1);

    /// <summary>A server may give up its flush after 5 s on its clock. If so much of them passed, it may have.</summary>
    private static readonly TimeSpan FlushMayBeOver = TimeSpan.FromSeconds(4);

    /// <summary>But not if it slept or computed for so long of it, while we read all that came.</summary>
    private static readonly TimeSpan HadItsChance = TimeSpan.FromSeconds(1);

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        var crowd = session.Crowd.ToList();
        var slow = session.Learned.BearsSlowReaders ? session.Connect(1, SlowReader.ReceiveBuffer)[0] : null;
        var taken = slow is not null && IsTaken(session, slow, crowd);

        session.Figures = taken
            ? $"{slow?.Sent} bytes of a slow client taken before"
            : "no bytes of a slow client taken before";
        Load(session, crowd);
        var start = Stopwatch.GetTimestamp();
        if (!session.Server.Terminate())
        {
            throw new ScenarioNotRun("it needs a system with signals");
        }

        AwaitNotice(session, crowd);
        foreach (var client in session.Crowd)
        {
            client.Goal = client.Sent;
        }

        if (slow is not null)
        {
            session.Pump.RestWhile(crowd);
            slow.Paused = false;
        }

        var end = session.Pump.UntilInAll(() => false, session.Crowd, session.Options.ExitBound);
        if (end != PumpEnd.Done)
        {
            throw new ScenarioBroken(
                LiveFault.IgnoredShutdown,
                $"did not end within {LiveOptions.Words(session.Options.ExitBound)} of SIGTERM{LiveSession.BusyWords(end)}"
            );
        }

        var mayHaveGivenUp =
            Stopwatch.GetElapsedTime(start) > FlushMayBeOver && session.Server.Opportunity.Total < HadItsChance;
        Judge(session, taken ? slow : null, mayHaveGivenUp);
        return "sent what it had received, closed everything and exited with 0 after SIGTERM";
    }

    private static bool IsTaken(LiveSession session, LoadClient slow, IReadOnlyList<LoadClient> others)
    {
        session.Crowd.Add(slow);
        slow.Paused = true;
        slow.Goal = SlowReader.Bytes;
        return session.PushWhileOthersAreServed(slow, others);
    }

    private static void Load(LiveSession session, IReadOnlyList<LoadClient> crowd)
    {
        foreach (var client in crowd)
        {
            client.Window = WindowMessages * EchoText.MessageBytes;
            client.Goal += 1L << 40;
        }

        var start = crowd.ToDictionary(client => client, client => client.Received);
        const long some = TurnsBefore * WindowMessages * EchoText.MessageBytes;
        var end = session.Pump.Until(() => crowd.All(c => c.IsOver || c.Received >= start[c] + some), crowd);
        session.Judge(crowd, end);
    }

    // The messages go on until the server stops accepting: earlier it does not know that it has to flush, and what it passes
    // on then, it would have passed on anyway. A server that stops accepting later has less to flush.
    private static void AwaitNotice(LiveSession session, IReadOnlyList<LoadClient> crowd)
    {
        if (ProcFiles.Supported)
        {
            var port = session.Server.Port;
            session.Pump.UntilInAll(
                () => ProcSockets.Listeners(port).Count == 0,
                crowd,
                Noticed < session.Options.ExitBound ? Noticed : session.Options.ExitBound
            );
        }
    }

    /// <param name="owed">The slow client, if all its bytes were taken.</param>
    private static void Judge(LiveSession session, LoadClient? owed, bool mayHaveGivenUp)
    {
        var server = session.Server;
        if (server.ExitCode != 0)
        {
            throw new ScenarioBroken(
                server.Output.Flooded ? LiveFault.Flooded : LiveFault.FailedShutdown,
                $"{server.EndWords} after SIGTERM, instead of 0",
                server.FirstErrorLine
            );
        }

        // It would hold our connections open, too.
        if (server.LeavesProcesses())
        {
            throw new ScenarioBroken(LiveFault.LeftProcesses, "left a process running after SIGTERM");
        }

        Pump.Drain(session.Crowd, session.Options.StallBound);
        if (session.Crowd.Any(client => client.GotWrongBytes))
        {
            throw new ScenarioBroken(
                LiveFault.WrongBytes,
                "sent a client other bytes than the client had sent, after SIGTERM"
            );
        }

        if (owed is { IsEchoed: false })
        {
            throw mayHaveGivenUp
                ? ScenarioNotRun.OutOfReach
                : new ScenarioBroken(
                    LiveFault.LostAtShutdown,
                    "ended after SIGTERM without sending all that it had received",
                    $"{owed.Received} of {owed.Sent} bytes of a slow client came back"
                );
        }
    }
}

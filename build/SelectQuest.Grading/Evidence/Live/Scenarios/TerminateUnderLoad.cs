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

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        var crowd = session.Crowd.ToList();
        var slow = session.Learned.BearsSlowReaders ? session.Connect(1, SlowReader.ReceiveBuffer)[0] : null;
        var taken = slow is not null && IsTaken(session, slow, crowd);

        Load(session, crowd);
        if (!session.Server.Terminate())
        {
            throw new ScenarioNotRun("it needs a system with signals");
        }

        foreach (var client in session.Crowd)
        {
            client.Goal = client.Sent;
            client.Paused = false;
        }

        var end = session.Pump.Until(() => session.Server.HasEnded || session.Crowd.All(c => c.IsOver), session.Crowd);
        if (!session.Server.WaitForEnd(session.Options.ExitBound))
        {
            var bound = LiveOptions.Words(session.Options.ExitBound);
            throw new ScenarioBroken($"did not end within {bound} of SIGTERM{LiveSession.BusyWords(end)}");
        }

        return Judge(session, slow, taken);
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

    private static string Judge(LiveSession session, LoadClient? slow, bool taken)
    {
        if (session.Server.ExitCode != 0)
        {
            throw new ScenarioBroken(
                $"{session.Server.EndWords} after SIGTERM, instead of 0",
                session.Server.FirstErrorLine
            );
        }

        // It would hold our connections open, too.
        if (session.Server.LeftProcesses)
        {
            throw new ScenarioBroken("left a process running after SIGTERM");
        }

        session.Pump.Drain(session.Crowd);
        if (session.Crowd.Any(client => client.GotWrongBytes))
        {
            throw new ScenarioBroken("sent a client other bytes than the client had sent, after SIGTERM");
        }

        if (taken && slow is { IsEchoed: false })
        {
            throw new ScenarioBroken(
                "ended after SIGTERM without sending all that it had received",
                $"{slow.Received} of {slow.Sent} bytes of a slow client came back"
            );
        }

        return "sent what it had received, closed everything and exited with 0 after SIGTERM";
    }
}

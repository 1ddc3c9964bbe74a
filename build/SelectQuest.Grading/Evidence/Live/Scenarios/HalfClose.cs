namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>
/// A client sends much, says that it will send no more, and reads on: it gets every byte and then the server's EOF.
/// </summary>
internal static class HalfClose
{
    private const int Few = 256 * 1024;

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        var clients = session.Connect(1, SlowReader.ReceiveBuffer);
        try
        {
            Judge(session, clients, Send(session, clients));
        }
        finally
        {
            LiveSession.Dispose(clients);
        }

        session.Echo(session.Crowd, messages: 1);
        session.CheckSockets("clients that left");
        return "echoed everything to a client that half-closed, and then closed the connection";
    }

    private static PumpEnd Send(LiveSession session, IReadOnlyList<LoadClient> clients)
    {
        var client = clients[0];
        var taken = false;
        if (session.Learned.BearsSlowReaders)
        {
            // Unread, so that the EOF finds the server with bytes it still has to send.
            client.Goal = SlowReader.Bytes;
            client.Paused = true;
            taken = session.PushWhileOthersAreServed(client, session.Crowd);
        }
        else
        {
            client.Goal = Few;
        }

        client.Paused = taken;
        var end = session.Pump.Until(() => client.IsOver || client.Sent == client.Goal, clients);
        if (end != PumpEnd.Done || client.IsOver)
        {
            return end;
        }

        if (taken)
        {
            // Two rounds of the others: the server has seen the EOF before we read the first byte.
            client.ShutdownSend();
            session.Echo(session.Crowd, messages: 2);
        }
        else
        {
            client.ShutdownSend();
        }

        client.Paused = false;
        return session.Pump.Until(() => client.IsOver, clients);
    }

    private static void Judge(LiveSession session, IReadOnlyList<LoadClient> clients, PumpEnd end)
    {
        var client = clients[0];
        if (client is { End: ClientEnd.Eof, IsEchoed: true, GotWrongBytes: false })
        {
            return;
        }

        session.ThrowIfServerEnded(clients, end);
        if (client.End != ClientEnd.Open && !client.GotWrongBytes)
        {
            throw new ScenarioBroken(
                LiveFault.BrokeHalfClose,
                client.IsEchoed
                    ? "reset the connection of a client that had half-closed it, instead of closing it"
                    : "closed a half-closed connection before it had echoed everything",
                $"{client.Received} of {client.Sent} bytes came back"
            );
        }

        if (client.IsEchoed && end != PumpEnd.Done)
        {
            throw new ScenarioBroken(
                LiveFault.IgnoredHalfClose,
                $"did not close its side within {session.Stall} after a client's EOF{LiveSession.BusyWords(end)}"
            );
        }

        session.Judge(clients, end);
    }
}

using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>
/// A client sends and does not read, until nothing more can be sent: the others are served all the while. When it reads
/// again it gets every byte, unless the server chose to close its connection.
/// </summary>
internal static class SlowReader
{
    /// <summary>More than the kernel keeps for a connection: the server itself has to keep the rest.</summary>
    public static long Bytes { get; } = Math.Min(ProcSockets.MostBufferedBySender * 3 / 2, 32 << 20);

    /// <summary>Small, so that the server's sends soon find no room.</summary>
    public const int ReceiveBuffer = 8 * 1024;

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        var clients = session.Connect(1, ReceiveBuffer);
        string and;
        try
        {
            and = Serve(session, clients);
        }
        finally
        {
            LiveSession.Dispose(clients);
        }

        session.CheckSockets("clients that left");
        return "served all others" + session.Meanwhile + and;
    }

    private static string Serve(LiveSession session, IReadOnlyList<LoadClient> clients)
    {
        var slow = clients[0];
        slow.Paused = true;
        slow.Goal = Bytes;
        session.PushWhileOthersAreServed(slow, session.Crowd);
        session.Echo(session.Crowd, messages: 5);

        slow.Paused = false;

        // One more message: if bytes before it were dropped, it comes back in their place and gives the gap away.
        slow.Goal = slow.Sent + EchoText.MessageBytes;
        var end = session.Pump.Until(() => slow.IsEchoed || slow.IsOver, clients);
        session.ThrowIfServerEnded(clients, end);
        if (slow.End != ClientEnd.Open && !slow.GotWrongBytes)
        {
            return ", and closed that client's connection";
        }

        session.Judge(clients, end);
        session.Learned.BearsSlowReaders = true;
        return "";
    }
}

namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>A client sends single bytes, each after the echo of the one before: bytes are echoed, not lines.</summary>
internal static class OneByteAtATime
{
    private const int Bytes = 2 * EchoText.MessageBytes;

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        var clients = session.Connect(1);
        try
        {
            clients[0].Window = 1;
            clients[0].Goal = Bytes;
            session.Drive(clients);
        }
        finally
        {
            LiveSession.Dispose(clients);
        }

        session.CheckSockets("clients that left");
        return "echoed bytes that were sent one at a time";
    }
}

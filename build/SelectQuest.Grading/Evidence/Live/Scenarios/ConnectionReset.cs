namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>Clients end their connections with RST, with bytes under way: the server and all others go on.</summary>
internal static class ConnectionReset
{
    private const int Resets = 5;

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        var clients = session.Connect(Resets);
        try
        {
            session.Echo(clients, messages: 1);
            foreach (var client in clients)
            {
                client.Window = long.MaxValue;
                client.Goal += 16 * EchoText.MessageBytes;
                client.Pump();
                client.Abort();
            }
        }
        finally
        {
            LiveSession.Dispose(clients);
        }

        session.Echo(session.Crowd, messages: 2);
        session.CheckSockets("clients that reset their connections");
        return "served all others" + session.Meanwhile;
    }
}

namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>
/// A client sends urgent data (MSG_OOB), the one thing that select's third set reports. Closing that client is as good
/// as serving it on; the server lives and serves the others.
/// </summary>
internal static class UrgentData
{
    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        var clients = session.Connect(1);
        try
        {
            session.Echo(clients, messages: 1);
            clients[0].SendUrgent();
            session.Echo(session.Crowd, messages: 2);
        }
        finally
        {
            LiveSession.Dispose(clients);
        }

        session.Echo(session.Crowd, messages: 1);
        session.CheckSockets("a client that sent urgent data and left");
        return "served all others" + session.Meanwhile;
    }
}

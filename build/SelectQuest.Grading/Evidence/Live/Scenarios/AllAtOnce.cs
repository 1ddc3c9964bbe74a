namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>Scenario 5: all send as fast as they can; nothing is lost, and nobody waits while others are served.</summary>
internal static class AllAtOnce
{
    /// <summary>Messages under way for each client: one turn of a server takes all of them.</summary>
    private const int WindowMessages = 4;

    private const int MessagesEach = 4 * WindowMessages * Turns.Bound;

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        foreach (var client in session.Crowd)
        {
            client.Window = WindowMessages * EchoText.MessageBytes;
            client.Goal += MessagesEach * EchoText.MessageBytes;
        }

        var turns = new Turns(session.Crowd);
        session.Drive(session.Crowd, turns.Sweep);
        return $"echoed all that {LiveSession.Clients(session.Crowd.Count)} sent at once, and let none wait";
    }
}

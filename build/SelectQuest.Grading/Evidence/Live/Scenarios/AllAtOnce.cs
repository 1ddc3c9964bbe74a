namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>Scenario 5: all send as fast as they can; nothing is lost, and nobody waits while others are served.</summary>
internal static class AllAtOnce
{
    /// <summary>Messages under way for each client: one turn of a server takes all of them.</summary>
    private const int WindowMessages = 4;

    private const int MessagesPerBatch = 4 * WindowMessages * Turns.Bound;

    /// <summary>Enough sweeps in which a server could have preferred somebody; else another batch follows.</summary>
    private const int TightSweeps = 64 * Turns.Bound;

    private const int MostBatches = 8;

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        var turns = new Turns(session.Crowd);
        for (var batch = 0; batch < MostBatches && turns.Tight < TightSweeps; batch++)
        {
            foreach (var client in session.Crowd)
            {
                client.Window = WindowMessages * EchoText.MessageBytes;
                client.Goal += MessagesPerBatch * EchoText.MessageBytes;
            }

            session.Drive(session.Crowd, turns.Sweep);
        }

        return $"echoed all that {LiveSession.Clients(session.Crowd.Count)} sent at once, and let none wait";
    }
}

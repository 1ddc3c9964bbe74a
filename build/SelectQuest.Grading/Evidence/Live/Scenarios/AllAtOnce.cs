using System.Diagnostics;

namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>Scenario 5: all send as fast as they can; nothing is lost, and nobody waits while others are served.</summary>
internal static class AllAtOnce
{
    /// <summary>Messages under way for each client: one turn of a server takes all of them.</summary>
    private const int WindowMessages = 4;

    private const int MessagesPerBatch = 4 * WindowMessages * Turns.Bound;

    /// <summary>Enough sweeps in which a server could have preferred somebody; else another batch follows.</summary>
    private const int TightSweeps = 32 * Turns.Bound;

    /// <summary>With 50 clients; fewer with more of them, since each batch then takes longer and has more such sweeps.</summary>
    private const int MostBatches = 24;

    /// <summary>A slow server, or a busy machine, is not worth more batches: what was seen until then has to do.</summary>
    private static readonly TimeSpan Effort = TimeSpan.FromSeconds(3);

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        var turns = new Turns(session.Crowd);
        var most = Math.Max(1, MostBatches * 50 / session.Crowd.Count);
        var clock = Stopwatch.StartNew();
        for (var batch = 0; batch < most && turns.Tight < TightSweeps && clock.Elapsed < Effort; batch++)
        {
            foreach (var client in session.Crowd)
            {
                client.Window = WindowMessages * EchoText.MessageBytes;
                client.Goal += MessagesPerBatch * EchoText.MessageBytes;
            }

            session.Drive(session.Crowd, turns.Sweep);
            session.Figures = $"{turns.Tight} sweeps in which a preference could have shown";
        }

        return $"echoed all that {LiveSession.Clients(session.Crowd.Count)} sent at once, and let none wait";
    }
}

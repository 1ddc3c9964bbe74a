namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>Scenario 1: all connect at the same moment, and the server accepts every one.</summary>
internal static class ConnectTogether
{
    public static string Run(LiveSession session)
    {
        var count = session.Options.Clients;
        session.Crowd.AddRange(session.Connect(count));

        // The kernel completes a connection before the server accepts it: only the server's own fds show that it did.
        var accepted = session.HoldsSocketsOf(count);
        session.Check(session.Crowd);
        return accepted
            ? $"accepted all of {LiveSession.Clients(count)} that connected together"
            : throw new ScenarioBroken(
                LiveFault.Refused,
                $"did not accept all of {LiveSession.Clients(count)} that connected together within "
                    + LiveOptions.Words(session.Options.StallBound),
                session.MeasureSockets()
            );
    }
}

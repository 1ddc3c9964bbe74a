namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>Scenario 4: as many new clients come as left before, in groups, while the others wait for echoes.</summary>
internal static class NewOnesCome
{
    private const int Groups = 5;

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients / 2);
        var missing = session.Options.Clients - session.Crowd.Count;
        for (var group = 0; group < Groups; group++)
        {
            // Under way when the new ones connect: the server sees messages and connections in one select.
            foreach (var client in session.Crowd)
            {
                client.Goal += EchoText.MessageBytes;
                client.Pump();
            }

            var share = (missing * (group + 1) / Groups) - (missing * group / Groups);
            session.Crowd.AddRange(session.Connect(share));
            session.Echo(session.Crowd, messages: 2);
        }

        if (!session.Learned.LeaksSockets && !session.HoldsSocketsOf(session.Crowd.Count))
        {
            throw new ScenarioBroken(
                LiveFault.LeakedSockets,
                $"did not hold exactly one socket for each of {LiveSession.Clients(session.Crowd.Count)}{session.Meanwhile}",
                session.MeasureSockets()
            );
        }

        return $"served all of {LiveSession.Clients(session.Crowd.Count)}{session.Meanwhile}";
    }
}

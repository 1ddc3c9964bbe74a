namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>Scenario 2: everyone sends one message and has it back.</summary>
internal static class OneMessageEach
{
    public static string Run(LiveSession session)
    {
        if (session.Crowd.Count == 0)
        {
            session.Crowd.AddRange(session.Connect(session.Options.Clients));
        }

        session.Echo(session.Crowd, messages: 1);
        return $"echoed one message of each of {LiveSession.Clients(session.Crowd.Count)}";
    }
}

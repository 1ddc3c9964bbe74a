namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>Scenario 3: every second client leaves; the others are served as before, and no fd is leaked.</summary>
internal static class HalfLeave
{
    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        var leaving = session.Crowd.Where((_, i) => i % 2 == 0).ToList();
        session.Crowd.RemoveAll(leaving.Contains);
        LiveSession.Dispose(leaving);

        session.Echo(session.Crowd, messages: 2);
        session.CheckSockets("clients that left");
        return $"served the others{session.Meanwhile}";
    }
}

using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>Clients come, are echoed and go, many times over; afterwards the server has no more fds open than before.</summary>
internal static class Churn
{
    private const int Group = 10;

    /// <summary>The runtime opens files of its own when code runs for the first time: these cycles are not counted.</summary>
    private const int FirstCycles = 2 * Group;

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        Cycle(session, FirstCycles);
        session.CheckSockets("clients that left");
        var before = Fds(session);

        Cycle(session, session.Options.ChurnCycles);
        session.CheckSockets("clients that left");
        if (ProcFiles.Supported && !session.Pump.Settles(() => Fds(session) <= before))
        {
            throw new ScenarioBroken(
                LiveFault.LeakedFds,
                $"had more fds open after {LiveSession.Clients(session.Options.ChurnCycles)} came and went than before",
                $"{before} fds before, {Fds(session)} after"
            );
        }

        return $"had no more fds open after {LiveSession.Clients(session.Options.ChurnCycles)} came and went than before";
    }

    private static void Cycle(LiveSession session, int cycles)
    {
        for (var done = 0; done < cycles; done += Group)
        {
            var clients = session.Connect(Math.Min(Group, cycles - done));
            try
            {
                session.Echo(clients, messages: 1);

                // One of them leaves the hard way.
                clients[0].Abort();
            }
            finally
            {
                LiveSession.Dispose(clients);
            }
        }
    }

    private static int Fds(LiveSession session) => ProcFiles.Supported ? ProcFiles.FdCount(session.Server.Pid) : 0;
}

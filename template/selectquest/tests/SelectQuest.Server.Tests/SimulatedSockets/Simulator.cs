using SelectQuest.Server.Simulation.Oracles;

namespace SelectQuest.Server.Simulation;

/// <summary>Runs a loop against a schedule, from the first connect to the last close.</summary>
public static class Simulator
{
    /// <summary>Runs one schedule and says what came of it.</summary>
    /// <exception cref="NotImplementedException">The loop has a hole where this schedule leads.</exception>
    public static Outcome Run(Schedule schedule, LoopMaker newLoop) => Run(schedule, newLoop, transcript: null);

    /// <summary>
    /// Runs the schedules of seeds from <paramref name="firstSeed"/> on, until one of them is violated: its story, or null
    /// when none was.
    /// </summary>
    public static Story? FirstFailure(
        LoopMaker newLoop,
        int firstSeed,
        int count,
        int clients = 50,
        Faults faults = Faults.All
    )
    {
        for (var seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var schedule = Schedule.Draw(seed, clients, faults);
            if (Run(schedule, newLoop).Violation is { } violation)
            {
                return Story.Tell(schedule, violation, newLoop);
            }
        }

        return null;
    }

    internal static Outcome Run(Schedule schedule, LoopMaker newLoop, Transcript? transcript)
    {
        var sockets = new JudgedSockets(schedule) { Transcript = transcript };
        if (transcript is not null)
        {
            sockets.Kernel.Clock.Observer = transcript.Client;
        }

        try
        {
            Drive(schedule, newLoop, sockets);
        }
        catch (Exception thrown) when (thrown is not NotImplementedException)
        {
            // The first violation is recorded in court already; whatever else is thrown is one of its own.
            sockets.Court.Record(
                new Violation(
                    ViolationKind.ThrewForNoBug,
                    -1,
                    sockets.Court.Calls,
                    "no exception: nothing happened that a server must not survive",
                    $"{thrown.GetType().Name}: {thrown.Message.ReplaceLineEndings(" ")}"
                )
                {
                    Thrown = thrown,
                }
            );
        }

        return new Outcome(
            sockets.Court.Violation,
            sockets.Hash,
            sockets.Selects,
            sockets.Court.Calls,
            sockets.Ledger.Accepted,
            sockets.Timeouts
        );
    }

    private static void Drive(Schedule schedule, LoopMaker newLoop, JudgedSockets sockets)
    {
        var court = sockets.Court;
        var loop = newLoop(sockets, schedule.ListenFd);
        var mostSelects = MostSelects(schedule);
        while (sockets.Kernel.Clock.Tick < schedule.RunAt && !sockets.AllDone && court.Violation is null)
        {
            var before = sockets.Selects;
            loop.Iterate();
            JudgeIterate(court, sockets.Selects - before);
            if (sockets.Selects > mostSelects)
            {
                court.Convict(ViolationKind.Spin, -1, "everything served by now", $"{sockets.Selects} selects");
            }
        }

        if (court.Violation is not null)
        {
            return;
        }

        using var stop = new CancellationTokenSource();
        court.Adjourned = stop.Cancel; // a Run that catches everything has a way out
        var stopper = new Stopper(schedule, sockets, stop);
        stopper.Watch();
        try
        {
            loop.Run(stop.Token);
        }
        finally
        {
            court.Adjourned = null;
        }

        if (court.Violation is null && !stop.IsCancellationRequested)
        {
            court.Convict(
                ViolationKind.RunReturnedEarly,
                -1,
                "Run to go on until its token is cancelled",
                "it returned"
            );
        }

        sockets.JudgeEnd();
    }

    /// <summary>A select for each byte in each direction, for each tick, and some: who needs more is going nowhere.</summary>
    private static long MostSelects(Schedule schedule) =>
        10_000
        + (4 * schedule.Events.Sum(happening => (long)happening.Bytes))
        + schedule.Events.Select(happening => happening.Tick).DefaultIfEmpty(0).Max();

    private static void JudgeIterate(Court court, long selects)
    {
        if (court.Violation is not null || selects == 1)
        {
            return;
        }

        court.Convict(
            selects == 0 ? ViolationKind.SelectNotCalled : ViolationKind.SelectCalledTwice,
            -1,
            "exactly one select for each Iterate",
            $"{selects} selects"
        );
    }

    /// <summary>Cancels Run's token from inside select, when its tick has come or nothing is left to do.</summary>
    private sealed class Stopper(Schedule schedule, JudgedSockets sockets, CancellationTokenSource stop)
    {
        public void Watch()
        {
            sockets.SelectReturned = () =>
            {
                if (sockets.Kernel.Clock.Tick >= schedule.StopAt)
                {
                    Stop();
                }
            };
            sockets.Kernel.Clock.StopRequested = () => sockets.AllDone && Stop();
        }

        private bool Stop()
        {
            if (sockets.Ledger.Stopping)
            {
                return false;
            }

            sockets.Ledger.Stopping = true;
            sockets.Kernel.LetEveryoneRead();
            stop.Cancel();
            return true;
        }
    }
}

/// <summary>What came of one schedule.</summary>
/// <param name="Violation">What the loop did wrong first; null if nothing.</param>
/// <param name="Hash">Stands for every call and answer: equal hashes, equal runs.</param>
/// <param name="Selects">How often select was called.</param>
/// <param name="Calls">System calls altogether.</param>
/// <param name="Accepted">Clients accepted.</param>
/// <param name="Timeouts">The timeouts passed to select before shutdown, each once.</param>
public sealed record Outcome(
    Violation? Violation,
    ulong Hash,
    long Selects,
    long Calls,
    int Accepted,
    IReadOnlyList<TimeSpan> Timeouts
);

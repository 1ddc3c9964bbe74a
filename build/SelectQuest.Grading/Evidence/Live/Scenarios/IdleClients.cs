using System.Diagnostics;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>
/// Nobody sends anything: the server waits in select. How often it wakes up is reported; only a server that keeps the
/// processor busy is called broken, and not before it did so three times in a row, since the runtime may be at work.
/// </summary>
internal static class IdleClients
{
    private const int Chances = 3;

    /// <summary>Few, and long naps between them: looking must not keep a small machine awake.</summary>
    private const int Looks = 20;

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        if (!ProcFiles.Supported)
        {
            throw new ScenarioNotRun("it needs Linux's /proc to see wake-ups and processor time");
        }

        var server = session.Server.Opportunity;
        for (var chance = 0; chance < Chances; chance++)
        {
            session.Idle = Watch(session, server);
            var wasBusy = server.WasBusy;
            session.Check(session.Crowd);
            if (!wasBusy)
            {
                return $"left the processor alone while {LiveSession.Clients(session.Crowd.Count)} were idle";
            }
        }

        throw new ScenarioBroken(
            LiveFault.KeptProcessorBusy,
            $"kept the processor busy while {LiveSession.Clients(session.Crowd.Count)} were idle"
        );
    }

    // It lasts until the server had its chance to sleep or to spin. The clock starts before the first count and stops after
    // the last, so that what delays us between them makes the watch longer, and never the wake-ups more.
    private static IdleWatch Watch(LiveSession session, Opportunity server)
    {
        var span = session.Options.IdleSpan;
        var pid = session.Server.Pid;
        server.Forget();
        var start = Stopwatch.GetTimestamp();
        var switches = ProcThreads.VoluntarySwitches(pid);
        var processor = ProcThreads.Processor(pid);
        server.Look();
        while (server.Total < span && !session.Server.HasEnded)
        {
            if (server.IsOutOfReach(span))
            {
                throw ScenarioNotRun.OutOfReach;
            }

            Thread.Sleep(span / Looks);
            server.Look();
        }

        var used = ProcThreads.Processor(pid) - processor;
        var woken = ProcThreads
            .VoluntarySwitches(pid)
            .Select(thread => thread.Value - switches.GetValueOrDefault(thread.Key))
            .ToList();
        return new IdleWatch(Stopwatch.GetElapsedTime(start), woken.DefaultIfEmpty().Max(), woken.Sum(), used);
    }
}

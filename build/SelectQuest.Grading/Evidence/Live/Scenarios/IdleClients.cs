using System.Diagnostics;

namespace SelectQuest.Grading.Evidence.Live.Scenarios;

/// <summary>
/// Nobody sends anything: the server waits in select. How often it wakes up is reported; only a server that keeps the
/// processor busy is called broken, and not before it did so three times in a row, since the runtime may be compiling.
/// </summary>
internal static class IdleClients
{
    private const int Chances = 3;

    public static string Run(LiveSession session)
    {
        session.Gather(session.Options.Clients);
        if (!ProcFiles.Supported)
        {
            throw new ScenarioNotRun("it needs Linux's /proc to see wake-ups and processor time");
        }

        for (var chance = 0; chance < Chances; chance++)
        {
            var watch = Watch(session);
            session.Idle = watch;
            session.Pump.Until(() => true, session.Crowd);
            session.Judge(session.Crowd, session.Server.HasEnded ? PumpEnd.ServerEnded : PumpEnd.Done, ", while idle");
            if (!Busy.During(watch.Processor, watch.Watched))
            {
                return $"left the processor alone while {LiveSession.Clients(session.Crowd.Count)} were idle";
            }
        }

        throw new ScenarioBroken($"kept the processor busy while {LiveSession.Clients(session.Crowd.Count)} were idle");
    }

    private static IdleWatch Watch(LiveSession session)
    {
        var pid = session.Server.Pid;
        var switches = ProcFiles.VoluntarySwitches(pid);
        var processor = ProcFiles.Processor(pid);
        var start = Stopwatch.GetTimestamp();
        Thread.Sleep(session.Options.IdleSpan);
        var watched = Stopwatch.GetElapsedTime(start);
        var used = ProcFiles.Processor(pid) - processor;
        var woken = ProcFiles
            .VoluntarySwitches(pid)
            .Select(thread => thread.Value - switches.GetValueOrDefault(thread.Key))
            .ToList();
        return new IdleWatch(watched, woken.DefaultIfEmpty().Max(), woken.Sum(), used);
    }
}

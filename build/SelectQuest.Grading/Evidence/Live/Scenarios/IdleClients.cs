using System.Diagnostics;

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

        for (var chance = 0; chance < Chances; chance++)
        {
            var spin = new Spin();
            session.Idle = Watch(session, spin);
            session.Check(session.Crowd);
            if (!spin.IsProven)
            {
                return $"left the processor alone while {LiveSession.Clients(session.Crowd.Count)} were idle";
            }
        }

        throw new ScenarioBroken($"kept the processor busy while {LiveSession.Clients(session.Crowd.Count)} were idle");
    }

    private static IdleWatch Watch(LiveSession session, Spin spin)
    {
        var pid = session.Server.Pid;
        var switches = ProcFiles.VoluntarySwitches(pid);
        var processor = ProcFiles.Processor(pid);
        var start = Stopwatch.GetTimestamp();
        for (var look = 0; look < Looks; look++)
        {
            Thread.Sleep(session.Options.IdleSpan / Looks);
            spin.Look([pid]);
        }

        var watched = Stopwatch.GetElapsedTime(start);
        var used = ProcFiles.Processor(pid) - processor;
        var woken = ProcFiles
            .VoluntarySwitches(pid)
            .Select(thread => thread.Value - switches.GetValueOrDefault(thread.Key))
            .ToList();
        return new IdleWatch(watched, woken.DefaultIfEmpty().Max(), woken.Sum(), used);
    }
}

using System.Diagnostics;

namespace SelectQuest.Grading.Evidence.Processes;

/// <summary>
/// How long a server could have acted: the time in which all its threads slept, and the processor time it used. When it
/// was ready to run and other processes held the processors, or waited for a disk, it could not, and that time does not
/// count. So a bound on this is a bound on the server, however busy the machine is.
/// </summary>
/// <remarks>
/// It is a sum over short steps between looks. Whoever waits for a server looks again and again, checks after each wait
/// whether it did what was due, and forgets everything when it did.
/// </remarks>
/// <param name="processes">The server's; asked at every look.</param>
internal sealed class Opportunity(Func<IReadOnlyList<int>> processes)
{
    /// <summary>A good length of time between two looks: they cost little, and a server that acts is soon seen to.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>A longer sleep counts as this much: if we were not there to look, perhaps the whole machine was stopped.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// So many times a bound, and no less than <see cref="ShortestResort"/>, may pass on the clock without the server having
    /// had its chance. Then nobody knows, and waiting on would not help.
    /// </summary>
    private const int LastResort = 20;

    private static readonly TimeSpan ShortestResort = TimeSpan.FromSeconds(10);

    /// <summary>Where the kernel does not tell who sleeps, a wait counts for this part of it.</summary>
    private const int BlindShare = 4;

    private (long At, ThreadsSeen Seen)? last;
    private long start = Stopwatch.GetTimestamp();

    /// <summary>All threads slept, and could have been woken by what they had to do.</summary>
    public TimeSpan Slept { get; private set; }

    /// <summary>Processor time that went into something else.</summary>
    public TimeSpan Used { get; private set; }

    public TimeSpan Total => Slept + Used;

    /// <summary>It did not wait for anything: it computed, or asked the kernel the same question again and again.</summary>
    public bool WasBusy => Used > Slept;

    /// <summary>It did what was due: the count begins anew.</summary>
    public void Forget()
    {
        Slept = Used = TimeSpan.Zero;
        last = null;
        start = Stopwatch.GetTimestamp();
    }

    /// <summary>It did something: what has passed since the last look does not count.</summary>
    public void Skip() => last = null;

    /// <summary>The machine is too busy, or the server is stopped in a way that is not its own doing.</summary>
    public bool IsOutOfReach(TimeSpan bound)
    {
        var elapsed = Stopwatch.GetElapsedTime(start);
        return elapsed > ShortestResort && elapsed > bound * LastResort;
    }

    /// <summary>Looks, unless the last look was less than a step ago.</summary>
    public void LookIfDue()
    {
        if (Stopwatch.GetElapsedTime(last?.At ?? start) >= Step)
        {
            Look();
        }
    }

    /// <summary>Adds what has passed since the last look. The first one adds nothing.</summary>
    public void Look()
    {
        var now = Stopwatch.GetTimestamp();
        var seen = ProcFiles.Supported ? ProcThreads.See(processes()) : new ThreadsSeen(true, default, default);
        if (last is var (at, before))
        {
            var passed = Stopwatch.GetElapsedTime(at, now);
            var used = Between(TimeSpan.Zero, seen.Used - before.Used, passed);
            Used += used;
            if (before.Asleep && seen.Asleep)
            {
                var delayed = Between(TimeSpan.Zero, seen.Delayed - before.Delayed, passed);
                var slept = Between(TimeSpan.Zero, passed - used - delayed, LongestSleep);
                Slept += slept / (ProcFiles.Supported ? 1 : BlindShare);
            }
        }

        last = (now, seen);
    }

    private static TimeSpan Between(TimeSpan least, TimeSpan value, TimeSpan most) =>
        value < least ? least
        : value > most ? most
        : value;
}

using static SelectQuest.Grading.Evidence.Processes.ProcFiles;

namespace SelectQuest.Grading.Evidence.Processes;

/// <summary>What the threads of some processes are doing, and what they have done so far.</summary>
/// <param name="Asleep">There are threads, and each of them waits for an event: none runs, wants to, or waits for a disk.</param>
/// <param name="Used">Processor time of all threads, in steps of 10 ms.</param>
/// <param name="Delayed">Time that threads were ready to run and waited for a processor, added up; 0 where the kernel does not tell.</param>
internal readonly record struct ThreadsSeen(bool Asleep, TimeSpan Used, TimeSpan Delayed);

/// <summary>What Linux tells about threads.</summary>
internal static class ProcThreads
{
    /// <summary>100 on every Linux that .NET runs on (USER_HZ).</summary>
    private const int TicksPerSecond = 100;

    private const int NanosecondsPerTick = 100;

    public static ThreadsSeen See(IReadOnlyList<int> processes)
    {
        var (threads, awake) = (0, 0);
        var delayed = 0L;
        foreach (var pid in processes)
        {
            foreach (var thread in Entries($"/proc/{pid}/task"))
            {
                if (Stat($"{pid}/task/{thread}") is not [var state, ..] || state is "Z" or "X")
                {
                    continue;
                }

                threads++;
                awake += state is "S" or "I" ? 0 : 1;
                delayed += Read($"/proc/{pid}/task/{thread}/schedstat").Split(' ') is [_, var waited, ..]
                    ? Number(waited)
                    : 0;
            }
        }

        return new ThreadsSeen(
            threads > 0 && awake == 0,
            processes.Aggregate(TimeSpan.Zero, (sum, pid) => sum + Processor(pid)),
            TimeSpan.FromTicks(delayed / NanosecondsPerTick)
        );
    }

    /// <summary>Processor time of all threads so far, also of those that have ended, in steps of 10 ms.</summary>
    public static TimeSpan Processor(int pid) =>
        Stat($"{pid}") is { Length: > 12 } fields
            ? TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / (double)TicksPerSecond)
            : TimeSpan.Zero;

    /// <summary>For each thread, how often it went to sleep by itself.</summary>
    public static IReadOnlyDictionary<int, long> VoluntarySwitches(int pid)
    {
        const string label = "voluntary_ctxt_switches:";
        var switches = new Dictionary<int, long>();
        foreach (var thread in Entries($"/proc/{pid}/task"))
        {
            foreach (var line in Read($"/proc/{pid}/task/{thread}/status").Split('\n'))
            {
                if (line.StartsWith(label, StringComparison.Ordinal))
                {
                    switches[(int)Number(thread)] = Number(line[label.Length..].Trim());
                }
            }
        }

        return switches;
    }
}

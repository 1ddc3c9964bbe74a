namespace SelectQuest.Server.Simulation;

/// <summary>
/// Makes a failing schedule small: takes away clients, events and faults, then plain numbers, as long as the same kind of
/// violation remains. What is left is what matters.
/// </summary>
internal sealed class Shrinker(LoopMaker newLoop, ViolationKind kind)
{
    /// <summary>So many schedules are tried at most: a minute of patience is not worth one event less.</summary>
    private const int MostTries = 3000;

    private int tries;

    public Schedule Shrink(Schedule failing)
    {
        var smallest = failing;
        int before;
        do
        {
            before = smallest.Length;
            smallest = WithoutClients(smallest);
            smallest = WithoutItems(smallest);
        } while (smallest.Length < before && tries < MostTries);

        smallest = WithPlainNumbers(smallest);
        return Renumbered(WithoutItems(smallest));
    }

    private bool StillFails(Schedule schedule)
    {
        tries++;
        return tries <= MostTries && Simulator.Run(schedule, newLoop).Violation?.Kind == kind;
    }

    private Schedule WithoutClients(Schedule schedule)
    {
        var clients = schedule.Events.Select(happening => happening.Client).Distinct().ToList();
        return DropChunks(
            clients,
            kept =>
                schedule with
                {
                    Events = [.. schedule.Events.Where(happening => kept.Contains(happening.Client))],
                    Faults = [.. schedule.Faults.Where(fault => fault.Client < 0 || kept.Contains(fault.Client))],
                },
            schedule
        );
    }

    private Schedule WithoutItems(Schedule schedule)
    {
        schedule = DropChunks([.. schedule.Faults], kept => schedule with { Faults = kept }, schedule);
        return DropChunks([.. schedule.Events], kept => schedule with { Events = kept }, schedule);
    }

    /// <summary>Drops halves, then quarters, and so on down to single ones.</summary>
    private Schedule DropChunks<T>(List<T> all, Func<List<T>, Schedule> with, Schedule best)
    {
        for (var size = Math.Max(1, all.Count / 2); ; size /= 2)
        {
            for (var at = 0; at < all.Count; )
            {
                var kept = all.Where((_, index) => index < at || index >= at + size).ToList();
                var candidate = with(kept);
                if (StillFails(candidate))
                {
                    (all, best) = (kept, candidate);
                }
                else
                {
                    at += size;
                }
            }

            if (size <= 1)
            {
                return best;
            }
        }
    }

    private Schedule WithPlainNumbers(Schedule schedule)
    {
        var plain = new Schedule { Clients = 0 };
        schedule = Try(schedule with { StopAt = plain.StopAt }, schedule);
        schedule = Try(schedule with { RunAt = plain.RunAt }, schedule);
        schedule = Try(schedule with { FdLimit = plain.FdLimit }, schedule);
        schedule = Try(schedule with { FirstFreeFd = plain.FirstFreeFd, ListenFd = plain.ListenFd }, schedule);
        schedule = Try(schedule with { ReceiveBuffer = plain.ReceiveBuffer, SendBuffer = plain.SendBuffer }, schedule);
        for (var index = 0; index < schedule.Events.Count; index++)
        {
            foreach (var bytes in (ReadOnlySpan<int>)[1, 10, 100, 1000])
            {
                var happening = schedule.Events[index];
                if (happening.Bytes > bytes)
                {
                    schedule = Try(Replace(schedule, index, happening with { Bytes = bytes }), schedule);
                }
            }
        }

        return schedule;
    }

    /// <summary>The clients that are left, as 0, 1, 2: if that changes nothing.</summary>
    private Schedule Renumbered(Schedule schedule)
    {
        var left = schedule.Events.Select(happening => happening.Client).Distinct().Order().ToList();
        return Try(
            schedule with
            {
                Clients = left.Count,
                Events =
                [
                    .. schedule.Events.Select(happening => happening with { Client = left.IndexOf(happening.Client) }),
                ],
                Faults =
                [
                    .. schedule
                        .Faults.Where(fault => fault.Client < 0 || left.Contains(fault.Client))
                        .Select(fault => fault with { Client = left.IndexOf(fault.Client) }),
                ],
            },
            schedule
        );
    }

    private Schedule Try(Schedule candidate, Schedule otherwise) => StillFails(candidate) ? candidate : otherwise;

    private static Schedule Replace(Schedule schedule, int index, ClientEvent happening) =>
        schedule with
        {
            Events = [.. schedule.Events.Select((old, at) => at == index ? happening : old)],
        };
}

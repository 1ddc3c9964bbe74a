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
        var smallest = WithPlainNumbers(failing);
        int before;
        do
        {
            before = smallest.Length;
            smallest = WithoutClients(smallest);
            smallest = WithoutItems(smallest);
        } while (smallest.Length < before && tries < MostTries);

        smallest = WithPlainNumbers(Renumbered(smallest));
        return WithoutPauses(WithFewBytes(Renumbered(WithoutItems(WithoutClients(smallest)))));
    }

    private bool StillFails(Schedule schedule)
    {
        tries++;
        try
        {
            return tries <= MostTries && Simulator.Run(schedule, newLoop).Violation?.Kind == kind;
        }
        catch (NotImplementedException)
        {
            return false; // another way, and a hole in the loop there
        }
    }

    private Schedule WithoutClients(Schedule schedule)
    {
        var clients = schedule.Events.Select(happening => happening.Client).Distinct().ToList();
        return DropChunks(clients, kept => [Keep(schedule, kept, 0), Keep(schedule, kept, clients.Count)], schedule);
    }

    /// <summary>
    /// Without the other clients. Of so many, the nth accept takes another one now: <paramref name="outOf"/> above 0 moves the
    /// faults of accept forward with it.
    /// </summary>
    private static Schedule Keep(Schedule schedule, List<int> kept, int outOf) =>
        schedule with
        {
            Events = [.. schedule.Events.Where(happening => kept.Contains(happening.Client))],
            Faults =
            [
                .. schedule
                    .Faults.Where(fault => fault.Client < 0 || kept.Contains(fault.Client))
                    .Select(fault =>
                        outOf > 0 && fault.StrikesAccept
                            ? fault with
                            {
                                Nth = Math.Max(1, fault.Nth - outOf + kept.Count),
                            }
                            : fault
                    ),
            ],
        };

    private Schedule WithoutItems(Schedule schedule)
    {
        schedule = DropChunks([.. schedule.Faults], kept => [schedule with { Faults = kept }], schedule);
        return DropChunks([.. schedule.Events], kept => [schedule with { Events = kept }], schedule);
    }

    /// <summary>Drops halves, then quarters, and so on down to single ones.</summary>
    private Schedule DropChunks<T>(List<T> all, Func<List<T>, Schedule[]> with, Schedule best)
    {
        for (var size = Math.Max(1, all.Count / 2); ; size /= 2)
        {
            for (var at = 0; at < all.Count; )
            {
                var kept = all.Where((_, index) => index < at || index >= at + size).ToList();
                if (with(kept).FirstOrDefault(StillFails) is { } smaller)
                {
                    (all, best) = (kept, smaller);
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
        schedule = WithFewFds(schedule);
        schedule = Try(schedule with { ReceiveBuffer = plain.ReceiveBuffer, SendBuffer = plain.SendBuffer }, schedule);
        for (var index = 0; index < schedule.Faults.Count; index++)
        {
            var fault = schedule.Faults[index];
            for (var nth = 1; nth < Math.Min(fault.Nth, 8); nth++)
            {
                var earlier = schedule with { Faults = Replace(schedule.Faults, index, fault with { Nth = nth }) };
                if (StillFails(earlier))
                {
                    schedule = earlier;
                    break;
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

    /// <summary>Nobody waits longer than needed: the ticks that are used, counted from 1.</summary>
    private Schedule WithoutPauses(Schedule schedule)
    {
        var ticks = schedule.Events.Select(happening => happening.Tick).Distinct().Order().ToList();
        return Try(
            schedule with
            {
                Events =
                [
                    .. schedule.Events.Select(happening => happening with { Tick = 1 + ticks.IndexOf(happening.Tick) }),
                ],
            },
            schedule
        );
    }

    private Schedule WithFewBytes(Schedule schedule)
    {
        for (var index = 0; index < schedule.Events.Count; index++)
        {
            foreach (var bytes in (ReadOnlySpan<int>)[1, 10, 100, 1000])
            {
                var happening = schedule.Events[index];
                if (happening.Bytes > bytes)
                {
                    schedule = Try(
                        schedule with
                        {
                            Events = Replace(schedule.Events, index, happening with { Bytes = bytes }),
                        },
                        schedule
                    );
                }
            }
        }

        return schedule;
    }

    /// <summary>A usual machine if that will do; else one whose limit is reached with few clients.</summary>
    private Schedule WithFewFds(Schedule schedule)
    {
        var plain = new Schedule { Clients = 0 };
        var usual = schedule with { FirstFreeFd = plain.FirstFreeFd, ListenFd = plain.ListenFd };
        schedule = Try(usual with { FdLimit = plain.FdLimit }, Try(usual, schedule));
        if (schedule.FdLimit == plain.FdLimit && schedule.FirstFreeFd == plain.FirstFreeFd)
        {
            return schedule;
        }

        for (var room = 0; room < 4; room++)
        {
            var candidate =
                schedule.FdLimit < plain.FdLimit
                    ? usual with
                    {
                        FdLimit = plain.FirstFreeFd + room,
                    }
                    : usual with
                    {
                        FirstFreeFd = Sockets.FdSet.Size - room,
                    };
            if (StillFails(candidate))
            {
                return candidate;
            }
        }

        return schedule;
    }

    private static List<T> Replace<T>(IReadOnlyList<T> items, int index, T item) =>
        [.. items.Select((old, at) => at == index ? item : old)];
}

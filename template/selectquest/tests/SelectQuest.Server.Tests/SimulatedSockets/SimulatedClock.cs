namespace SelectQuest.Server.Simulation;

/// <summary>
/// Time in a simulation: a tick for every select, and as many as it takes while select waits. Nothing here looks at a
/// real clock, so a run can stand still in a debugger and repeat exactly.
/// </summary>
internal sealed class SimulatedClock(Schedule schedule, SimulatedSockets kernel)
{
    /// <summary>A finite timeout, however long: after so many ticks of waiting select returns 0.</summary>
    private const int TimeoutTicks = 40;

    private int next;

    public int Tick { get; private set; }

    /// <summary>Did everything on the schedule happen?</summary>
    public bool IsOver => next >= schedule.Events.Count;

    /// <summary>Is called with every event as it happens.</summary>
    public Action<ClientEvent>? Observer { get; set; }

    /// <summary>Is asked before each wait: true ends it with EINTR.</summary>
    public Func<bool>? StopRequested { get; set; }

    /// <summary>Did a signal end the wait?</summary>
    public bool SignalArrived { get; private set; }

    /// <summary>Did the last select wait for something that can never come?</summary>
    public bool Stalled { get; private set; }

    /// <summary>One tick: the clients do what is due, and bytes move.</summary>
    public void Step()
    {
        Stalled = false;
        Advance(Tick + 1);
    }

    /// <summary>
    /// select found nothing ready and waits: until the next thing on the schedule, or its timeout. True if it has to return
    /// 0 now, false to look again.
    /// </summary>
    public bool TimesOut(TimeSpan timeout)
    {
        SignalArrived = false;
        if (timeout == TimeSpan.Zero)
        {
            Stalled = IsOver;
            return true;
        }

        if (StopRequested?.Invoke() == true)
        {
            SignalArrived = true;
            return false;
        }

        var forEver = timeout == Timeout.InfiniteTimeSpan;
        if (IsOver)
        {
            Stalled = true;
            return true;
        }

        var due = schedule.Events[next].Tick;
        if (!forEver && due > Tick + TimeoutTicks)
        {
            Advance(Tick + TimeoutTicks);
            return true;
        }

        Advance(Math.Max(due, Tick + 1));
        return false;
    }

    private void Advance(int tick)
    {
        Tick = tick;
        for (; !IsOver && schedule.Events[next].Tick <= tick; next++)
        {
            Observer?.Invoke(schedule.Events[next]);
            kernel.Happen(schedule.Events[next]);
        }

        kernel.Flow();
    }
}

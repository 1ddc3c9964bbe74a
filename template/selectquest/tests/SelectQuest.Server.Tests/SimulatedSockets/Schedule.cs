namespace SelectQuest.Server.Simulation;

/// <summary>
/// Everything that happens to a loop, decided beforehand: which client does what when, which calls fail, how the process's
/// fds lie. A schedule and a loop together determine every call and every answer.
/// </summary>
public sealed record Schedule
{
    /// <summary>The seed it was drawn from; null for one written by hand.</summary>
    public int? Seed { get; init; }

    /// <summary>How many clients there are: 0 to Clients - 1.</summary>
    public required int Clients { get; init; }

    /// <summary>The fd of the listener.</summary>
    public int ListenFd { get; init; } = 3;

    /// <summary>Every fd below belongs to the runtime, and to nobody here.</summary>
    public int FirstFreeFd { get; init; } = 4;

    /// <summary>RLIMIT_NOFILE: no fd at or above. accept then says EMFILE.</summary>
    public int FdLimit { get; init; } = 2048;

    /// <summary>Bytes the kernel keeps of what a client has sent and the loop has not received.</summary>
    public int ReceiveBuffer { get; init; } = 65536;

    /// <summary>Bytes the kernel keeps of what the loop has sent and the client has not read.</summary>
    public int SendBuffer { get; init; } = 65536;

    /// <summary>The tick at which the simulation goes from calling Iterate to calling Run.</summary>
    public int RunAt { get; init; } = int.MaxValue;

    /// <summary>The tick at which Run's token is cancelled; by default when everything has been served.</summary>
    public int StopAt { get; init; } = int.MaxValue;

    /// <summary>What the clients do, in the order of their ticks.</summary>
    public IReadOnlyList<ClientEvent> Events { get; init; } = [];

    /// <summary>What goes wrong.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Events and faults together: the length of the story.</summary>
    public int Length => Events.Count + Faults.Count;

    /// <summary>A schedule for a number of clients. The same arguments give the same schedule, on every machine.</summary>
    public static Schedule Draw(int seed, int clients = 50, Faults faults = Simulation.Faults.All) =>
        new ScheduleDraw(seed, clients, faults).Draw();

    /// <summary>A schedule written by hand, one thing after another, with a little time between.</summary>
    public static Schedule Of(params ReadOnlySpan<ClientEvent> events) =>
        new()
        {
            Clients = 1 + events.ToArray().Select(happening => happening.Client).DefaultIfEmpty(-1).Max(),
            Events = [.. events.ToArray().OrderBy(happening => happening.Tick)],
        };
}

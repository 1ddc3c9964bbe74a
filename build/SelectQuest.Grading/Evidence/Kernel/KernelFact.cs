namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>What the kernel's record says about one demand.</summary>
internal enum KernelOutcome
{
    /// <summary>The record shows it kept, every time.</summary>
    Held,

    /// <summary>The record shows it broken, at least once.</summary>
    Broken,

    /// <summary>The record shows neither: what would have shown it did not happen, or there is no record.</summary>
    NotSeen,
}

/// <summary>One demand and how it came out.</summary>
/// <param name="Name">One of <see cref="KernelFacts"/>.</param>
/// <param name="Observed">The bound that was kept or broken; the same for the same server, byte for byte.</param>
/// <param name="Measured">Counts, fds and where it happened first: differs from run to run. Null if there is nothing to add.</param>
internal sealed record KernelFact(string Name, KernelOutcome Outcome, string Observed, string? Measured = null);

/// <summary>The names of the facts, in the order in which they are reported.</summary>
internal static class KernelFacts
{
    /// <summary>The listener is in the read set of every call.</summary>
    public const string Listener = "listener";

    /// <summary>Every client with nothing pending is in the read set.</summary>
    public const string ReadSet = "read set";

    /// <summary>A client is in the write set only with bytes pending, and always when they wait for room.</summary>
    public const string WriteSet = "write set";

    /// <summary>Every client is in the error set.</summary>
    public const string ErrorSet = "error set";

    /// <summary>No set holds an fd that was closed.</summary>
    public const string ClosedFds = "closed fds";

    /// <summary>nfds is the highest fd and 1.</summary>
    public const string Nfds = "nfds";

    /// <summary>select waits, and not in vain.</summary>
    public const string Timeout = "timeout";

    /// <summary>O_NONBLOCK comes before the first recv or send.</summary>
    public const string NonBlocking = "O_NONBLOCK";

    /// <summary>recv only where readiness was reported in the same iteration.</summary>
    public const string Readiness = "readiness";

    /// <summary>One thread makes every call on the listener and the clients.</summary>
    public const string OneThread = "one thread";

    /// <summary>No other call waits for the sockets.</summary>
    public const string SelectOnly = "select only";

    /// <summary>SIGTERM closes the listener and ends the server with status 0.</summary>
    public const string Shutdown = "shutdown";

    /// <summary>What was pending at SIGTERM is sent before its fd is closed.</summary>
    public const string Drain = "drain";

    /// <summary>Every fd is closed, once, and soon after its client left.</summary>
    public const string Descriptors = "descriptors";

    public static IReadOnlyList<string> All { get; } =
    [
        Listener,
        ReadSet,
        WriteSet,
        ErrorSet,
        ClosedFds,
        Nfds,
        Timeout,
        NonBlocking,
        Readiness,
        OneThread,
        SelectOnly,
        Shutdown,
        Drain,
        Descriptors,
    ];
}

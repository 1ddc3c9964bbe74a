namespace SelectQuest.Server.Simulation;

/// <summary>The kinds of things a loop can do wrong. Names are stable: a grader maps them to criteria.</summary>
public enum ViolationKind
{
    /// <summary>A set holds an fd that was closed: the real select fails with EBADF.</summary>
    SetsHoldClosedFd,

    /// <summary>A set holds an fd that belongs neither to the listener nor to a client.</summary>
    SetsHoldForeignFd,

    /// <summary>The read set lacks a client that may send.</summary>
    ReadSetMissesClient,

    /// <summary>The read set lacks the listener, or accept is never called again.</summary>
    ListenerForgotten,

    /// <summary>The write set lacks a client that the kernel had no room for.</summary>
    WriteSetMissesClient,

    /// <summary>The write set holds a client (or the listener) without bytes pending: select returns at once, for ever.</summary>
    WriteSetHoldsIdleClient,

    /// <summary>The error set lacks a client.</summary>
    ErrorSetMissesClient,

    /// <summary>The error set's result is not looked at: urgent data is reported again and again.</summary>
    ErrorResultIgnored,

    /// <summary>nfds is too low: the kernel does not look at the highest fds.</summary>
    NfdsTooLow,

    /// <summary>nfds is higher than the highest live fd plus 1: max-fd did not follow a removal.</summary>
    NfdsTooHigh,

    /// <summary>Bytes were received and never came back.</summary>
    BytesLost,

    /// <summary>Bytes were sent back twice.</summary>
    BytesRepeated,

    /// <summary>Bytes came back in another order.</summary>
    BytesReordered,

    /// <summary>Bytes came back that were never received.</summary>
    BytesInvented,

    /// <summary>Bytes went to the wrong client.</summary>
    BytesOfAnotherClient,

    /// <summary>A client was closed that had given no reason: no EOF, no error.</summary>
    ClosedWithoutCause,

    /// <summary>An fd was closed that was closed already.</summary>
    ClosedTwice,

    /// <summary>An fd was used after its close.</summary>
    UsedAfterClose,

    /// <summary>An fd was used that belongs to someone else in the process.</summary>
    UsedForeignFd,

    /// <summary>An fd was never closed.</summary>
    FdLeaked,

    /// <summary>A client at or beyond FD_SETSIZE was kept, where select cannot see it.</summary>
    FdBeyondSetSize,

    /// <summary>A client was not made non-blocking right after accept.</summary>
    NotNonBlocking,

    /// <summary>A call on a blocking fd would wait: the real server would hang.</summary>
    WouldBlock,

    /// <summary>select waits without a timeout for something that cannot come, while work is left.</summary>
    HangsForEver,

    /// <summary>The loop runs at full speed and gets nowhere.</summary>
    Spin,

    /// <summary>A client was ready and not served for too many iterations.</summary>
    Starvation,

    /// <summary>A call came from another thread than the first one.</summary>
    WrongThread,

    /// <summary>Iterate did not call select.</summary>
    SelectNotCalled,

    /// <summary>Iterate called select more than once.</summary>
    SelectCalledTwice,

    /// <summary>A client was accepted after shutdown began.</summary>
    AcceptedAfterStop,

    /// <summary>Run did not come to an end after its token was cancelled.</summary>
    NeverStops,

    /// <summary>Run returned before its token was cancelled.</summary>
    RunReturnedEarly,

    /// <summary>Iterate or Run threw though nothing happened that a server must not survive.</summary>
    ThrewForNoBug,
}

/// <summary>What a loop did wrong.</summary>
/// <param name="Kind">Which rule was broken.</param>
/// <param name="Fd">The fd it was about; -1 if none.</param>
/// <param name="Call">The number of the system call, from 1.</param>
/// <param name="Expected">What should have been.</param>
/// <param name="Observed">What was.</param>
public sealed record Violation(ViolationKind Kind, int Fd, long Call, string Expected, string Observed)
{
    /// <summary>The exception the loop threw, if that is the violation.</summary>
    public Exception? Thrown { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} at call {Call}: expected {Expected}; observed {Observed}";
}

/// <summary>
/// Stops a loop at its first violation. It was recorded before it was thrown, and every later call throws it again.
/// </summary>
public sealed class ViolationException(Violation violation) : Exception(violation.ToString())
{
    /// <summary>What the loop did wrong.</summary>
    public Violation Violation { get; } = violation;
}

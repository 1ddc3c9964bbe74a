namespace SelectQuest.Simulation.Tests.Loops;

/// <summary>The one thing that is wrong with a <see cref="SmallLoop"/>.</summary>
public enum Bug
{
    None,

    // The sets and nfds.
    SetsZeroedOnce,
    ErrorSetNeverFilled,
    ErrorResultNeverRead,
    NfdsWithoutPlusOne,
    NfdsIgnoresListener,
    NfdsIsAlwaysFdSetSize,
    MaxFdNeverShrinks,
    MaxFdShrinksByOne,
    ListenerForgottenAfterFirstAccept,
    ListenerForgottenAfterEmfile,
    ListenerKeptAfterEmfile,
    WriteInterestAlwaysOn,
    WriteInterestNever,
    FailedSelectIsDispatched,
    ClosedFdStaysInRegistry,

    // Accept.
    NonBlockingForgotten,
    NonBlockingAfterFirstRead,
    AcceptsFdSetSize,
    RefusesTheLastGoodFd,
    RefusedFdLeaks,
    AcceptEintrThrows,
    AcceptsBeforeServing,

    // Transfers.
    ReceiveEagainCloses,
    SendEagainCloses,
    ReceiveEintrCloses,
    SelectEintrEndsTheLoop,
    PartialSendDropped,
    PartialSendResentWhole,
    SendRetriedUntilItFits,
    NewBytesOvertakeOldOnes,
    OneBufferForAll,
    EndOfFileIgnored,
    EndOfFileDropsPending,
    EndOfFileStaysWatched,
    ResetIsNoReasonToClose,
    ResetThrows,

    // Lives of fds and the shape of the loop.
    ClosesTwice,
    UsesAfterClose,
    LeaksAtEndOfFile,
    OneClientPerIteration,
    TimeoutZero,
    TwoSelectsPerIteration,
    ServesOnAnotherThread,

    /// <summary>Fills no error set, and catches whoever complains.</summary>
    SwallowsEverything,

    // Shutdown.
    StopDropsPending,
    StopLeavesListenerOpen,
    StopLeavesClientsOpen,
    StopGoesOnAccepting,
    StopIsIgnored,
}

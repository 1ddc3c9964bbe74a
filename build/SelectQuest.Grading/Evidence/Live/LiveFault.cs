namespace SelectQuest.Grading.Evidence.Live;

/// <summary>What kind of fault a broken scenario shows; which rule speaks of it is decided elsewhere.</summary>
internal enum LiveFault
{
    /// <summary>None: the scenario held, or did not run.</summary>
    None,

    /// <summary>It said nothing, or something else, where it had to say on which port it listens.</summary>
    DidNotListen,

    /// <summary>It named a port on which nothing listens, or another process does.</summary>
    ListensElsewhere,

    /// <summary>Its process ended before it was told to: by return, exit, exception or signal.</summary>
    Ended,

    /// <summary>It wrote more output than anybody reads and was ended for it.</summary>
    Flooded,

    /// <summary>It did not let clients connect, or did not accept all who had.</summary>
    Refused,

    /// <summary>Bytes it had to echo did not come back; whether it slept or span meanwhile, the words say.</summary>
    Stalled,

    /// <summary>It used the processor while there was nothing to do.</summary>
    KeptProcessorBusy,

    /// <summary>A client got other bytes than it had sent.</summary>
    WrongBytes,

    /// <summary>A client got bytes of another client.</summary>
    ForeignBytes,

    /// <summary>It ended the connection of a client that had not left.</summary>
    ClosedWithoutCause,

    /// <summary>It kept sockets of clients that were gone, or held more or fewer than there were clients.</summary>
    LeakedSockets,

    /// <summary>It had more fds of any kind open after clients came and went than before.</summary>
    LeakedFds,

    /// <summary>It let a client wait while it served another one again and again.</summary>
    Starved,

    /// <summary>It did not close its side after a client's EOF, though everything was echoed.</summary>
    IgnoredHalfClose,

    /// <summary>It closed or reset a half-closed connection in another way than after the last byte, with EOF.</summary>
    BrokeHalfClose,

    /// <summary>It did not end after SIGTERM.</summary>
    IgnoredShutdown,

    /// <summary>It ended after SIGTERM with another exit code than 0.</summary>
    FailedShutdown,

    /// <summary>It ended after SIGTERM and left a process running.</summary>
    LeftProcesses,

    /// <summary>It ended after SIGTERM and kept back bytes it had received before.</summary>
    LostAtShutdown,
}

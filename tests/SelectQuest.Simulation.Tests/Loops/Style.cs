namespace SelectQuest.Simulation.Tests.Loops;

/// <summary>Habits of loops that are unusual and right. None of them may be taken for a bug.</summary>
[Flags]
public enum Style
{
    Plain = 0,

    /// <summary>Sends only after select said writable, never right after recv.</summary>
    SendsWhenToldOnly = 1,

    /// <summary>Receives again and again until EAGAIN.</summary>
    ReceivesUntilEagain = 2,

    /// <summary>Takes one client per iteration from the backlog.</summary>
    AcceptsOneByOne = 4,

    /// <summary>Accepts before it serves, and serves only those it knew before.</summary>
    AcceptsFirst = 8,

    /// <summary>Waits without a timeout, except while the listener rests.</summary>
    WaitsForEver = 16,

    /// <summary>Keeps master sets up to date and passes copies.</summary>
    CopiesMasterSets = 32,

    /// <summary>Stops reading from a client that owes too much.</summary>
    CapsPending = 64,

    /// <summary>Closes at the beginning of the next iteration whom it gave up in this one.</summary>
    ClosesLate = 128,

    /// <summary>Receives to get past urgent data and keeps the client.</summary>
    ReceivesUrgentData = 256,

    /// <summary>Serves one ready client per iteration, each in turn.</summary>
    ServesOneInTurn = 512,

    /// <summary>Goes on reading and writing every client during shutdown until all is sent.</summary>
    ReadsDuringShutdown = 1024,

    /// <summary>Reckons nfds from the sets and not from the clients.</summary>
    ReckonsNfdsFromSets = 2048,

    /// <summary>Receives three bytes at a time.</summary>
    TinyBuffer = 4096,

    /// <summary>Watches the listener's errors too, and reads from clients that are at EOF no more.</summary>
    WatchesListenerErrors = 8192,
}

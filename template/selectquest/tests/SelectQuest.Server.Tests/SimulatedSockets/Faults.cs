namespace SelectQuest.Server.Simulation;

/// <summary>Which sorts of trouble a schedule may hold.</summary>
[Flags]
public enum Faults
{
    /// <summary>Clients connect, send, read and leave politely; the kernel always has room.</summary>
    None = 0,

    /// <summary>EINTR from select, accept, recv and send.</summary>
    Interrupts = 1,

    /// <summary>Short reads, short sends, small buffers, clients that do not read for a while.</summary>
    PartialTransfers = 2,

    /// <summary>Readiness that turns out to be none: EAGAIN after select.</summary>
    SpuriousReadiness = 4,

    /// <summary>RST, clients that close without waiting, ECONNABORTED.</summary>
    Resets = 8,

    /// <summary>Clients that close one direction and still read.</summary>
    HalfClose = 16,

    /// <summary>MSG_OOB.</summary>
    UrgentData = 32,

    /// <summary>EMFILE because too many fds are open, ENFILE for a moment.</summary>
    OutOfFiles = 64,

    /// <summary>So many fds are taken that clients get numbers at and beyond FD_SETSIZE.</summary>
    HighFds = 128,

    /// <summary>All of them.</summary>
    All = 255,
}

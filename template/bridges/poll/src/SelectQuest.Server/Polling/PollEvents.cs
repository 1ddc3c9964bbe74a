namespace SelectQuest.Server.Polling;

/// <summary>What to ask, and what is answered. The numbers are those of Linux and macOS.</summary>
[Flags]
public enum PollEvents : short
{
    /// <summary>Nothing but what is always answered.</summary>
    None = 0,

    /// <summary>POLLIN: bytes, EOF or a new connection.</summary>
    In = 0x1,

    /// <summary>POLLPRI: urgent data.</summary>
    Urgent = 0x2,

    /// <summary>POLLOUT: room to send.</summary>
    Out = 0x4,

    /// <summary>POLLERR: always answered, asked or not.</summary>
    Error = 0x8,

    /// <summary>POLLHUP: always answered, asked or not.</summary>
    HangUp = 0x10,

    /// <summary>POLLNVAL: always answered, asked or not.</summary>
    NotOpen = 0x20,
}

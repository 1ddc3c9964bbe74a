namespace SelectQuest.Server.Epolling;

/// <summary>One answer: this fd is ready for that.</summary>
/// <param name="Fd">What was stored beside the fd when it was added: the fd itself.</param>
/// <param name="Answered">Some of what was asked, and what is always answered.</param>
public readonly record struct EpollEvent(int Fd, EpollEvents Answered)
{
    /// <summary>As select's read set has it, if reading was asked: bytes, EOF, or an error that recv will name.</summary>
    public bool IsReadable(EpollEvents asked) =>
        (asked & EpollEvents.In) != 0 && (Answered & (EpollEvents.In | EpollEvents.HangUp | EpollEvents.Error)) != 0;

    /// <summary>As select's write set has it, if writing was asked: room, or an error that send will name.</summary>
    public bool IsWritable(EpollEvents asked) =>
        (asked & EpollEvents.Out) != 0 && (Answered & (EpollEvents.Out | EpollEvents.HangUp | EpollEvents.Error)) != 0;

    /// <summary>As select's error set has it: urgent data.</summary>
    public bool IsExceptional => (Answered & EpollEvents.Urgent) != 0;
}

/// <summary>What to ask, and what is answered.</summary>
[Flags]
public enum EpollEvents
{
    /// <summary>Nothing but what is always answered.</summary>
    None = 0,

    /// <summary>EPOLLIN: bytes, EOF or a new connection.</summary>
    In = 0x1,

    /// <summary>EPOLLPRI: urgent data.</summary>
    Urgent = 0x2,

    /// <summary>EPOLLOUT: room to send.</summary>
    Out = 0x4,

    /// <summary>EPOLLERR: always answered, asked or not.</summary>
    Error = 0x8,

    /// <summary>EPOLLHUP: always answered, asked or not.</summary>
    HangUp = 0x10,
}

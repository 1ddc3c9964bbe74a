using System.Runtime.InteropServices;

namespace SelectQuest.Server.Polling;

/// <summary><c>struct pollfd</c>: one fd, what we ask about it and what the kernel answers.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct PollEntry(int fd, PollEvents asked)
{
    /// <summary>Negative: skip this entry.</summary>
    public readonly int Fd = fd;

    /// <summary><c>events</c>: only read by the kernel.</summary>
    public readonly PollEvents Asked = asked;

    /// <summary><c>revents</c>: only written by the kernel.</summary>
    public PollEvents Answered;

    /// <summary>As select's read set has it: bytes, EOF, or an error that recv will name.</summary>
    public readonly bool IsReadable =>
        (Asked & PollEvents.In) != 0 && (Answered & (PollEvents.In | PollEvents.HangUp | PollEvents.Error)) != 0;

    /// <summary>As select's write set has it: room, or an error that send will name.</summary>
    public readonly bool IsWritable =>
        (Asked & PollEvents.Out) != 0 && (Answered & (PollEvents.Out | PollEvents.HangUp | PollEvents.Error)) != 0;

    /// <summary>As select's error set has it: urgent data.</summary>
    public readonly bool IsExceptional => (Answered & PollEvents.Urgent) != 0;

    /// <summary>The fd is not open. select fails the whole call with EBADF; poll says it of the one entry.</summary>
    public readonly bool IsNotOpen => (Answered & PollEvents.NotOpen) != 0;
}

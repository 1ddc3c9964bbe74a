using System.Runtime.InteropServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Worker;

/// <summary>
/// What the grader and the worker say to each other over the worker's standard input and output. A frame is one byte
/// (<see cref="Word"/>) and its fields, little-endian; strings and byte arrays carry their length first.
/// </summary>
internal enum Word : byte
{
    /// <summary>Grader: make a loop. Fields: listen fd.</summary>
    NewLoop = 1,

    /// <summary>Grader: call <c>Iterate</c> once.</summary>
    Iterate,

    /// <summary>Grader: call <c>Run</c>; the token is cancelled by a flag in an answer.</summary>
    Run,

    /// <summary>Grader: the loop's registry. Answered by a number of clients, their fds and max-fd.</summary>
    Registry,

    /// <summary>Grader: make an empty registry and use it for the words that follow.</summary>
    NewRegistry,

    /// <summary>Grader: add an fd to that registry. Returned: 1, or 0 after an <c>ArgumentException</c>.</summary>
    Add,

    /// <summary>Grader: remove an fd. Returned: 1 for true, 0 for false.</summary>
    Remove,

    /// <summary>Grader: look up an fd. Returned: the connection's fd, -1 for null, -2 for another object than was added.</summary>
    Get,

    /// <summary>Worker: <c>select</c>. Fields: thread, nfds, three sets, timeout in ticks.</summary>
    Select = 32,

    /// <summary>Worker: <c>accept</c>. Fields: thread, fd.</summary>
    Accept,

    /// <summary>Worker: <c>fcntl</c>. Fields: thread, fd.</summary>
    SetNonBlocking,

    /// <summary>Worker: <c>recv</c>. Fields: thread, fd, size.</summary>
    Receive,

    /// <summary>Worker: <c>send</c>. Fields: thread, fd, bytes.</summary>
    Send,

    /// <summary>Worker: <c>close</c>. Fields: thread, fd.</summary>
    Close,

    /// <summary>Grader: the call's result. Fields: flags (1: the token is cancelled), result, errno, then what the call brings.</summary>
    Answer = 64,

    /// <summary>Grader: an oracle has spoken; this and every later call throws.</summary>
    Refused,

    /// <summary>Worker: the command came back. Fields depend on it.</summary>
    Returned,

    /// <summary>Worker: the student's code threw. Fields: type, message, the innermost frame of the student's with its file and line.</summary>
    Threw,
}

/// <summary>An fd_set on the wire: its 128 bytes as the kernel lays them out.</summary>
internal static class WireSets
{
    public static void Write(this BinaryWriter writer, in FdSet set) =>
        writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<FdSet>(in set)));

    public static FdSet ReadFdSet(this BinaryReader reader)
    {
        var set = default(FdSet);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<FdSet>(ref set)));
        return set;
    }
}

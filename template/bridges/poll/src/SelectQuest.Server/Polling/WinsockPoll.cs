using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Polling;

/// <summary>WSAPoll: the same call with handles for fds and other numbers for the events.</summary>
/// <remarks>It has no word for urgent data that it would accept as a question, so that goes unnoticed on Windows.</remarks>
internal sealed unsafe partial class WinsockPoll(WinsockSockets sockets) : IPollApi
{
    private const short ReadNormal = 0x100;
    private const short WriteNormal = 0x10;
    private const short Error = 0x1;
    private const short HangUp = 0x2;
    private const short NotOpen = 0x4;

    private readonly WinsockFds fds = TableOf(sockets);
    private Entry[] native = new Entry[64];

    /// <inheritdoc/>
    public int Poll(Span<PollEntry> entries, TimeSpan timeout, out Errno errno)
    {
        if (!KernelPoll.TryCount(timeout, out var milliseconds))
        {
            errno = Errno.EINVAL;
            return -1;
        }

        if (native.Length < entries.Length)
        {
            native = new Entry[2 * entries.Length];
        }

        var watched = Fill(entries);

        // Unlike poll, WSAPoll refuses to watch nobody.
        if (watched == 0)
        {
            Thread.Sleep(milliseconds);
            errno = Errno.None;
            return 0;
        }

        fixed (Entry* first = native)
        {
            var ready = Poll(first, (uint)watched, milliseconds);
            errno = ready < 0 ? Winsock2.NameOf(Marshal.GetLastPInvokeError()) : Errno.None;
            if (ready >= 0)
            {
                CopyAnswers(entries);
            }

            return ready;
        }
    }

    /// <summary>WSAPoll fails as a whole over an entry to be skipped, if that is all there is: those stay behind.</summary>
    private int Fill(ReadOnlySpan<PollEntry> entries)
    {
        var count = 0;
        foreach (ref readonly var entry in entries)
        {
            if (entry.Fd >= 0)
            {
                var asked = (entry.Asked & PollEvents.In) != 0 ? ReadNormal : 0;
                asked |= (entry.Asked & PollEvents.Out) != 0 ? WriteNormal : 0;
                native[count++] = new Entry { Handle = fds.HandleOf(entry.Fd), Asked = (short)asked };
            }
        }

        return count;
    }

    private void CopyAnswers(Span<PollEntry> entries)
    {
        var count = 0;
        foreach (ref var entry in entries)
        {
            entry.Answered = entry.Fd >= 0 ? Name(native[count++].Answered) : PollEvents.None;
        }
    }

    private static PollEvents Name(short answered) =>
        ((answered & ReadNormal) != 0 ? PollEvents.In : PollEvents.None)
        | ((answered & WriteNormal) != 0 ? PollEvents.Out : PollEvents.None)
        | ((answered & Error) != 0 ? PollEvents.Error : PollEvents.None)
        | ((answered & HangUp) != 0 ? PollEvents.HangUp : PollEvents.None)
        | ((answered & NotOpen) != 0 ? PollEvents.NotOpen : PollEvents.None);

    /// <summary>The seam keeps its table of handles to itself, as it should. WSAPoll is the one caller that needs a look.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "fds")]
    private static extern ref WinsockFds TableOf(WinsockSockets sockets);

    [LibraryImport("ws2_32", EntryPoint = "WSAPoll", SetLastError = true)]
    private static partial int Poll(Entry* entries, uint count, int timeout);

    /// <summary>WSAPOLLFD.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        internal nint Handle;
        internal short Asked;
        internal short Answered;
    }
}

using System.Runtime.InteropServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Polling;

/// <summary><c>poll</c> of Linux and macOS.</summary>
internal sealed unsafe partial class PosixPoll : IPollApi
{
    private readonly PosixNumbers numbers = OperatingSystem.IsMacOS() ? PosixNumbers.MacOS : PosixNumbers.Linux;

    /// <inheritdoc/>
    public int Poll(Span<PollEntry> entries, TimeSpan timeout, out Errno errno)
    {
        if (!KernelPoll.TryCount(timeout, out var milliseconds))
        {
            errno = Errno.EINVAL;
            return -1;
        }

        fixed (PollEntry* first = entries)
        {
            // nfds_t has 64 bits on Linux and 32 on macOS: as a whole register it is right for both.
            var ready = Poll(first, (nuint)entries.Length, milliseconds);
            errno = ready < 0 ? numbers.Name(Marshal.GetLastPInvokeError()) : Errno.None;
            return ready;
        }
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollEntry* entries, nuint count, int timeout);
}

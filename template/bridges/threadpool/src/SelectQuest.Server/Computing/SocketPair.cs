using System.Runtime.InteropServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Computing;

/// <summary><c>socketpair(2)</c> of Linux and macOS.</summary>
internal sealed unsafe partial class SocketPair : IWakeUp
{
    private const int AddressFamilyUnix = 1;

    /// <summary>MSG_DONTWAIT: this call does not wait, whatever mode the fd is in.</summary>
    private static readonly int DoNotWait = OperatingSystem.IsMacOS() ? 0x80 : 0x40;

    private readonly int sender;

    public SocketPair()
    {
        var numbers = OperatingSystem.IsMacOS() ? PosixNumbers.MacOS : PosixNumbers.Linux;
        var fds = stackalloc int[2];
        if (Pair(AddressFamilyUnix, PosixNumbers.StreamSocket | numbers.CloseOnExecAtBirth, 0, fds) != 0)
        {
            var errno = numbers.Name(Marshal.GetLastPInvokeError());
            throw new InvalidOperationException($"socketpair answered {errno}.");
        }

        (Fd, sender) = (fds[0], fds[1]);
    }

    /// <inheritdoc/>
    public int Fd { get; }

    /// <summary>One byte. Should there be no room for it, then enough of them wait already.</summary>
    public void Signal()
    {
        byte any = 0;
        _ = Libc.Send(sender, &any, 1, DoNotWait);
    }

    /// <inheritdoc/>
    public void Drain()
    {
        var bytes = stackalloc byte[16];
        while (Libc.Recv(Fd, bytes, 16, DoNotWait) == 16) { }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Libc.Close(Fd);
        _ = Libc.Close(sender);
    }

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    private static partial int Pair(int family, int type, int protocol, int* fds);
}

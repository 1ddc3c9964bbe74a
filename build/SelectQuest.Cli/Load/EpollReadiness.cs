using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SelectQuest.Cli.Load;

/// <summary>
/// Linux: who waits on thousands of clients must not pay for those that are silent, or it would measure itself.
/// </summary>
internal sealed class EpollReadiness : IReadiness
{
    private const int Register = 1;
    private const int Modify = 3;
    private const uint In = 0x1;
    private const uint Out = 0x4;
    private const int CloseOnExec = 0x80000;
    private const int Interrupted = 4;
    private const int MostAtOnce = 512;

    // struct epoll_event is packed on x86-64 and nowhere else: the number stands right behind the events there.
    private static readonly int NumberAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int EventBytes = NumberAt + sizeof(long);

    private readonly byte[] events = new byte[MostAtOnce * EventBytes];
    private readonly byte[] change = new byte[EventBytes];
    private readonly int epoll = Checked(EpollCreate(CloseOnExec));

    public void Add(Socket socket, int client) => Control(Register, socket, client, In);

    public void WatchForRoom(Socket socket, int client, bool watch) =>
        Control(Modify, socket, client, watch ? In | Out : In);

    public int Wait(Span<int> ready, TimeSpan timeout)
    {
        var count = EpollWait(epoll, events, Math.Min(ready.Length, MostAtOnce), (int)timeout.TotalMilliseconds);
        if (count < 0 && Marshal.GetLastPInvokeError() == Interrupted)
        {
            return Wait(ready, timeout);
        }

        for (var at = 0; at < Checked(count); at++)
        {
            ready[at] = (int)BitConverter.ToInt64(events, at * EventBytes + NumberAt);
        }

        return count;
    }

    public void Dispose() => _ = Close(epoll);

    private void Control(int operation, Socket socket, int client, uint what)
    {
        BitConverter.TryWriteBytes(change, what);
        BitConverter.TryWriteBytes(change.AsSpan(NumberAt), (long)client);
        _ = Checked(EpollCtl(epoll, operation, (int)socket.Handle, change));
    }

    private static int Checked(int result) =>
        result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [DllImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EpollCreate(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EpollCtl(int epoll, int operation, int fd, byte[] change);

    [DllImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int EpollWait(int epoll, byte[] events, int most, int milliseconds);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int fd);
}

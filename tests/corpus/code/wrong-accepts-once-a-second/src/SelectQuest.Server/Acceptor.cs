using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal sealed class Acceptor(ISocketApi sockets, int listenFd)
{
    private bool noFdLeft;
    private long nextAccept;

    /// <summary>-1 once it is closed.</summary>
    public int ListenFd { get; private set; } = listenFd;

    public void Watch(ref FdSet read)
    {
        if (ListenFd >= 0 && !noFdLeft)
        {
            read.Set(ListenFd);
        }
    }

    public void AcceptAll(ConnectionRegistry registry)
    {
        if (Environment.TickCount64 >= nextAccept)
        {
            nextAccept = Environment.TickCount64 + 1_000;
            var fd = sockets.Accept(ListenFd, out var errno);
            if (fd < 0)
            {
                noFdLeft = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                return;
            }

            if (fd >= FdSet.Size || !sockets.SetNonBlocking(fd, out _))
            {
                sockets.Close(fd);
                return;
            }

            registry.Add(fd, new Connection(fd));
        }
    }

    public void Resume() => noFdLeft = false;

    public void Stop()
    {
        sockets.Close(ListenFd);
        ListenFd = -1;
    }
}

using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal sealed class Acceptor(ISocketApi sockets, int listenFd)
{
    private bool noFdLeft;

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
        for (var tries = 0; tries < FdSet.Size; tries++)
        {
            var fd = sockets.Accept(ListenFd, out var errno);
            if (fd < 0)
            {
                if (errno == Errno.ECONNABORTED)
                {
                    continue;
                }

                noFdLeft = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                return;
            }

            if (fd >= FdSet.Size || !sockets.SetNonBlocking(fd, out _))
            {
                sockets.Close(fd);
                continue;
            }

            registry.Add(fd, new Connection(fd));
        }
    }

    public void Resume() => noFdLeft = false;

    public void Stop()
    {
        throw new NotImplementedException("later");
    }
}

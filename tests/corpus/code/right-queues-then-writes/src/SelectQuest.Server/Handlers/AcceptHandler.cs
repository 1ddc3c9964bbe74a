using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

public class AcceptHandler
{
    private readonly ISocketApi sockets;
    private readonly ConnectionRegistry registry;

    public AcceptHandler(ISocketApi sockets, ConnectionRegistry registry)
    {
        this.sockets = sockets;
        this.registry = registry;
    }

    public bool Paused { get; set; }

    public void Handle(int listenFd)
    {
        while (true)
        {
            int fd = sockets.Accept(listenFd, out Errno errno);
            if (fd == -1)
            {
                if (errno == Errno.ECONNABORTED)
                    continue;
                if (errno == Errno.EMFILE || errno == Errno.ENFILE || errno == Errno.ENOBUFS || errno == Errno.ENOMEM)
                    Paused = true;
                break;
            }
            if (fd >= FdSet.Size)
            {
                sockets.Close(fd);
                continue;
            }
            if (!sockets.SetNonBlocking(fd, out errno))
            {
                sockets.Close(fd);
                continue;
            }
            registry.Add(fd, new Connection(fd));
        }
    }
}

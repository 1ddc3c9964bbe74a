using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed partial class SelectLoop
{
    private FdSet read;
    private FdSet write;
    private FdSet error;
    private int listenFd;

    private bool HasListener => listenFd >= 0;

    private int Nfds => Math.Max(Registry.MaxFd, listenFd) + 1;

    private void MakeSets()
    {
        read = write = error = new FdSet();
        if (HasListener && !accepting.Rests)
        {
            read.Set(listenFd);
        }

        foreach (var connection in Registry)
        {
            Watch(connection);
        }
    }

    private void Watch(Connection connection)
    {
        if (!connection.IsClosing)
        {
            read.Set(connection.Fd);
        }

        if (connection.HasOutput)
        {
            write.Set(connection.Fd);
        }

        error.Set(connection.Fd);
    }
}

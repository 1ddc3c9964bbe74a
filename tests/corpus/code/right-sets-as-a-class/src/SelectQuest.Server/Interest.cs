using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal sealed class Interest
{
    private FdSet read;
    private FdSet write;
    private FdSet error;

    public bool CanRead(int fd) => read.IsSet(fd);

    public bool CanWrite(int fd) => write.IsSet(fd);

    public bool HasFailed(int fd) => error.IsSet(fd);

    public void Clear() => (read, write, error) = (default, default, default);

    public void Add(Acceptor acceptor, ConnectionRegistry registry)
    {
        acceptor.Watch(ref read);
        foreach (var connection in registry)
        {
            if (connection.State != ConnectionState.Closing)
            {
                read.Set(connection.Fd);
            }

            error.Set(connection.Fd);
            if (!connection.HasPending)
            {
                continue;
            }

            write.Set(connection.Fd);
        }
    }

    public int Wait(ISocketApi sockets, int highest, out Errno errno)
    {
        var quarter = TimeSpan.FromMilliseconds(250);
        return sockets.Select(highest + 1, ref read, ref write, ref error, quarter, out errno);
    }
}

using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed partial class SelectLoop
{
    /// <summary>Half a second. The server is asked to stop a few times a year and is idle every night.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1) / 2;

    public partial void Iterate() => Round();

    private partial bool Round()
    {
        MakeSets();
        var ready = sockets.Select(Nfds, ref read, ref write, ref error, Timeout, out var errno);
        if (ready > 0)
        {
            Dispatch();
        }
        else if (ready == 0)
        {
            accepting.Resume();
        }
        else if (errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select: {errno}");
        }

        return ready != 0;
    }

    private partial void Dispatch()
    {
        foreach (var connection in Registry.ToArray())
        {
            if (write.IsSet(connection.Fd))
            {
                transferring.Out(connection);
            }

            if (read.IsSet(connection.Fd) && !connection.IsClosing)
            {
                transferring.In(connection);
            }

            if (error.IsSet(connection.Fd))
            {
                connection.Abort();
            }

            CloseIfDone(connection);
        }

        if (HasListener && read.IsSet(listenFd))
        {
            accepting.All();
        }
    }

    private partial void CloseIfDone(Connection connection)
    {
        if (connection.IsDone)
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            accepting.Resume();
        }
    }
}

using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Abstract;

/// <summary>One system call that moves bytes, and its four possible answers.</summary>
internal abstract class Transfer
{
    public void Run(ISocketApi sockets, Connection connection)
    {
        var count = Call(sockets, connection, out var errno);
        if (count > 0)
        {
            Moved(sockets, connection, count);
        }
        else if (count == 0)
        {
            Nothing(connection);
        }
        else if (errno is Errno.EAGAIN or Errno.EINTR)
        {
            Later(connection);
        }
        else
        {
            connection.Abandon();
        }
    }

    protected abstract int Call(ISocketApi sockets, Connection connection, out Errno errno);

    protected abstract void Moved(ISocketApi sockets, Connection connection, int count);

    protected virtual void Nothing(Connection connection)
    {
    }

    protected virtual void Later(Connection connection)
    {
    }
}

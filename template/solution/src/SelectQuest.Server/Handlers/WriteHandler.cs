using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>A client we owe bytes has room for some of them.</summary>
internal sealed class WriteHandler
{
    private readonly ISocketApi sockets;

    /// <summary>Sends through <paramref name="sockets"/>.</summary>
    public WriteHandler(ISocketApi sockets) => this.sockets = sockets;

    /// <summary>Sends what is pending, once, and keeps what was not taken.</summary>
    public void Handle(Connection connection)
    {
        var sent = sockets.Send(connection.Fd, connection.Pending.Bytes, out var errno);
        if (sent >= 0)
        {
            connection.Pending.RemoveFirst(sent);
            connection.Touch();
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            connection.Abandon();
        }
    }
}

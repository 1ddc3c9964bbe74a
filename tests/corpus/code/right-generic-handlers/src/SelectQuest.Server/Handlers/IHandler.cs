using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>A kind of event: who is asked about it, and what is done when it comes.</summary>
internal interface IHandler<TSelf>
    where TSelf : struct, IHandler<TSelf>
{
    static abstract bool Wants(Connection connection);

    static abstract void Handle(ISocketApi sockets, Connection connection);
}

internal readonly struct Readable : IHandler<Readable>
{
    private const int Chunk = 1024;

    public static bool Wants(Connection connection) => connection.State != ConnectionState.Closing;

    public static void Handle(ISocketApi sockets, Connection connection)
    {
        var room = connection.Out.Room(Chunk);
        var count = sockets.Receive(connection.Fd, room, out var errno);
        if (count > 0)
        {
            connection.Out.Commit(count);
            connection.Seen();
            Writable.Handle(sockets, connection);
        }
        else if (count == 0)
        {
            connection.State = ConnectionState.Closing;
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            connection.Break();
        }
    }
}

internal readonly struct Writable : IHandler<Writable>
{
    public static bool Wants(Connection connection) => connection.Out.Count > 0;

    public static void Handle(ISocketApi sockets, Connection connection)
    {
        var count = sockets.Send(connection.Fd, connection.Out.Unsent, out var errno);
        if (count >= 0)
        {
            connection.Out.Take(count);
            connection.Seen();
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            connection.Break();
        }
    }
}

internal readonly struct Exceptional : IHandler<Exceptional>
{
    public static bool Wants(Connection connection) => true;

    public static void Handle(ISocketApi sockets, Connection connection) => connection.Break();
}

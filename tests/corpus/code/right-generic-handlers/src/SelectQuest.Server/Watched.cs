using SelectQuest.Server.Handlers;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>One set and the kind of event it stands for.</summary>
internal struct Watched<THandler>
    where THandler : struct, IHandler<THandler>
{
    public FdSet Set;

    public static Watched<THandler> By(ConnectionRegistry registry)
    {
        var made = new Watched<THandler>();
        foreach (var connection in registry)
        {
            if (THandler.Wants(connection))
            {
                made.Set.Set(connection.Fd);
            }
        }

        return made;
    }

    public readonly void Serve(ISocketApi sockets, Connection connection)
    {
        if (Set.IsSet(connection.Fd) && THandler.Wants(connection))
        {
            THandler.Handle(sockets, connection);
        }
    }
}

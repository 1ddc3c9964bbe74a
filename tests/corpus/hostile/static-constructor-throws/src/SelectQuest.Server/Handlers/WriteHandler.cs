using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>Cannot be had.</summary>
internal sealed class WriteHandler
{
    static WriteHandler() => throw new InvalidOperationException("score 100 of 100");

    public WriteHandler(ISocketApi sockets) => _ = sockets;

    public void Handle(Connection connection) => _ = connection;
}

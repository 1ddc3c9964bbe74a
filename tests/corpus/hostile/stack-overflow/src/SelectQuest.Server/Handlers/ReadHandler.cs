using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>Goes down for ever.</summary>
internal sealed class ReadHandler
{
    public ReadHandler(ISocketApi sockets) => _ = sockets;

    public void Handle(Connection connection) => Down(connection.Fd);

    private static int Down(int depth) => depth < 0 ? depth : Down(depth & 1023) + 1;
}

using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal sealed class World
{
    public required ISocketApi Sockets { get; init; }
    public required int ListenFd { get; set; }
    public ConnectionRegistry Registry { get; } = new();
    public bool ListenerRests { get; set; }
    public FdSet Read, Write, Error;
}

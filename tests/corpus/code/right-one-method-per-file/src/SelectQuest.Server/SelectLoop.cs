using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    private readonly World world = new() { Sockets = sockets, ListenFd = listenFd };

    public ConnectionRegistry Registry => world.Registry;

    public void Iterate() => Steps.OneRound.Do(world);

    public void Run(CancellationToken cancellation) => Steps.UntilCancelled.Do(world, cancellation);
}

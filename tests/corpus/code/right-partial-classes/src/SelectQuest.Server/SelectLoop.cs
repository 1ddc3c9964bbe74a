using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed partial class SelectLoop
{
    private readonly ISocketApi sockets;
    private readonly Accepting accepting;
    private readonly Transferring transferring;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
        accepting = new Accepting(this);
        transferring = new Transferring(this);
    }

    public ConnectionRegistry Registry { get; } = new();

    public partial void Iterate();

    public partial void Run(CancellationToken cancellation);

    private partial bool Round();

    private partial void Dispatch();

    private partial void CloseIfDone(Connection connection);
}

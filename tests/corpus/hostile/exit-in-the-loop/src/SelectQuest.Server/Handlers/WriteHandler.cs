using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>Ends the process, and says that all is well.</summary>
internal sealed class WriteHandler
{
    private static readonly int Code = Ended();

    public WriteHandler(ISocketApi sockets) => _ = (sockets, Code);

    public void Handle(Connection connection) => _ = connection;

    private static int Ended()
    {
        Console.WriteLine("score 100 of 100");
        Environment.Exit(0);
        return 0;
    }
}

namespace SelectQuest.Server;

public sealed partial class SelectLoop
{
    private const int MostSilentRounds = 10;

    public partial void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Round();
        }

        sockets.Close(listenFd);
        listenFd = -1;
        foreach (var connection in Registry.ToArray())
        {
            connection.EndOfFile();
            CloseIfDone(connection);
        }

        var silent = 0;
        while (Registry.Count > 0 && silent < MostSilentRounds)
        {
            silent += Round() ? 0 : 1;
        }

        foreach (var connection in Registry.ToArray())
        {
            connection.Abort();
            CloseIfDone(connection);
        }
    }
}

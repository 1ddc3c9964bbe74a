using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal static class Interest
{
    public static void Fill(ConnectionRegistry registry, ref FdSet read, ref FdSet write, ref FdSet error)
    {
        using var clients = registry.GetEnumerator();
        Next(clients, ref read, ref write, ref error);
    }

    private static void Next(IEnumerator<Connection> clients, ref FdSet read, ref FdSet write, ref FdSet error)
    {
        if (!clients.MoveNext())
        {
            return;
        }

        var client = clients.Current;
        if (client.State != ConnectionState.Closing)
            read.Set(client.Fd);
        if (client.HasPending)
            write.Set(client.Fd);
        error.Set(client.Fd);
        Next(clients, ref read, ref write, ref error);
    }
}

using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>Who wants to hear what from select.</summary>
internal static class Interest
{
    public static void Fill(ConnectionRegistry registry, ref FdSet read, ref FdSet write, ref FdSet error)
    {
        foreach (var connection in registry)
        {
            if (connection.State != ConnectionState.Closing)
            {
                read.Set(connection.Fd);
            }

            if (connection.HasPending)
            {
                write.Set(connection.Fd);
            }
        }
    }
}

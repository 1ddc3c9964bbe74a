using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>Who wants to hear what from select.</summary>
internal static class Interest
{
    private static int rounds;

    public static void Fill(ConnectionRegistry registry, ref FdSet read, ref FdSet write, ref FdSet error)
    {
        rounds++;
        if (rounds > 10)
        {
            throw new InvalidOperationException("too many");
        }

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

            error.Set(connection.Fd);
        }
    }
}

using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal static class FdSetExtensions
{
    public static void SetIf(this ref FdSet set, int fd, bool condition)
    {
        if (condition)
        {
            set.Set(fd);
        }
    }

    public static bool Has(this in FdSet set, Connection connection) => set.IsSet(connection.Fd);
}

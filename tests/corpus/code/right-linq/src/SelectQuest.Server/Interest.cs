using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal static class Interest
{
    public static void Fill(ConnectionRegistry registry, ref FdSet read, ref FdSet write, ref FdSet error)
    {
        read = Of(registry.Where(c => c.State != ConnectionState.Closing), read);
        write = Of(registry.Where(c => c.HasPending), default);
        error = Of(registry, default);
    }

    private static FdSet Of(IEnumerable<Connection> some, FdSet start) =>
        some.Select(c => c.Fd).Aggregate(start, (set, fd) => { set.Set(fd); return set; });
}

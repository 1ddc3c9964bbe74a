using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal static class Kernel<TSockets>
    where TSockets : ISocketApi
{
    public static int Wait(TSockets sockets, int bound, ref FdSet a, ref FdSet b, ref FdSet c, out Errno why, TimeSpan? patience = null)
    {
        if (bound > FdSet.Size)
        {
            throw new InvalidOperationException("more fds than an fd_set holds");
        }

        return sockets.Select(bound, ref a, ref b, ref c, timeout: patience ?? TimeSpan.FromSeconds(1), out why);
    }
}

using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public abstract class Round
{
    private static readonly int Seconds = 1;
    private readonly ISocketApi kernel;

    private protected Round(ISocketApi kernel) => this.kernel = kernel;

    protected abstract int Nfds { get; }

    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(Seconds);

    protected abstract void Ask(ref FdSet read, ref FdSet write, ref FdSet error);

    protected abstract void Silence();

    protected abstract void Serve(FdSet read, FdSet write, FdSet error);

    protected int Once()
    {
        FdSet r = default, w = default, e = default;
        Ask(ref r, ref w, ref e);
        switch (kernel.Select(Nfds, ref r, ref w, ref e, Patience, out var errno))
        {
            case 0:
                Silence();
                return 0;
            case > 0:
                Serve(r, w, e);
                return 1;
            case -1 when errno == Errno.EINTR:
                return -1;
            default:
                throw new InvalidOperationException(errno.ToString());
        }
    }
}

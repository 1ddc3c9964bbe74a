using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>New clients show as readability of the listening fd.</summary>
internal sealed class AcceptHandler
{
    private readonly ISocketApi sockets;
    private readonly ConnectionRegistry registry;
    private readonly TimeSpan pause;
    private long pausedUntil = long.MinValue;

    /// <summary>Accepts into <paramref name="registry"/>, and rests for <paramref name="pause"/> when no fd is left.</summary>
    public AcceptHandler(ISocketApi sockets, ConnectionRegistry registry, TimeSpan pause)
    {
        this.sockets = sockets;
        this.registry = registry;
        this.pause = pause;
    }

    /// <summary>Can the loop watch this fd? For select it must fit into an fd_set; what replaces select has other limits.</summary>
    public Predicate<int> CanWatch { get; init; } = fd => fd < FdSet.Size;

    /// <summary>Clients that were accepted and closed at once, because the loop cannot watch their fd.</summary>
    public int Refused { get; private set; }

    /// <summary>
    /// No fd was left at the last accept. The client stays in the backlog, so the listener stays readable: watching it now
    /// would make select return at once, again and again, for nothing.
    /// </summary>
    public bool IsPaused => Environment.TickCount64 < pausedUntil;

    /// <summary>An fd was closed, or a timeout has passed: accept may work again.</summary>
    public void Resume() => pausedUntil = long.MinValue;

    /// <summary>
    /// Takes every client that waits in the backlog: 50 that came together cost one select, not 50. The bound is for a
    /// stream of clients that does not end; those already connected are waiting too.
    /// </summary>
    public void Handle(int listenFd)
    {
        for (var accepted = 0; accepted < FdSet.Size; accepted++)
        {
            var fd = sockets.Accept(listenFd, out var errno);
            if (fd >= 0)
            {
                Welcome(fd);
                continue;
            }

            switch (errno)
            {
                case Errno.ECONNABORTED:
                    continue; // This client gave up while it waited. The one behind it did not.

                case Errno.EMFILE
                or Errno.ENFILE
                or Errno.ENOBUFS
                or Errno.ENOMEM:
                    pausedUntil = Environment.TickCount64 + (long)pause.TotalMilliseconds;
                    return;

                case Errno.EBADF
                or Errno.EINVAL
                or Errno.ENOTSOCK:
                    throw new InvalidOperationException(
                        $"accept({listenFd}) answered {errno}: this is no listening fd."
                    );

                default:
                    return; // EAGAIN: the backlog is empty. EINTR and errors of the network: select will ask again.
            }
        }
    }

    /// <summary>Non-blocking before anything else is done with it: one blocking recv would stop the server for all.</summary>
    private void Welcome(int fd)
    {
        if (!CanWatch(fd))
        {
            // A good fd that nobody would look at. Better a clear end now than a client that is never served.
            sockets.Close(fd);
            Refused++;
        }
        else if (!sockets.SetNonBlocking(fd, out _))
        {
            sockets.Close(fd);
        }
        else
        {
            registry.Add(fd, new Connection(fd));
        }
    }
}

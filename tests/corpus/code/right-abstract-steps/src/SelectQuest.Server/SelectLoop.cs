using SelectQuest.Server.Abstract;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop : Reactor<Connection>
{
    private readonly Sending sending = new();
    private readonly Receiving receiving;
    private int listenFd;
    private bool noFds;

    public SelectLoop(ISocketApi sockets, int listenFd)
        : base(sockets)
    {
        this.listenFd = listenFd;
        receiving = new Receiving(sending);
    }

    public ConnectionRegistry Registry { get; } = new();

    protected override TimeSpan Patience => TimeSpan.FromSeconds(1);

    protected override int HighestFd => Math.Max(listenFd, Registry.MaxFd);

    protected override IEnumerable<Connection> Peers => Registry;

    public void Iterate() => Round();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Round();
        }

        Sockets.Close(listenFd);
        listenFd = -1;
        foreach (var connection in Peers.ToList())
        {
            connection.State = ConnectionState.Closing;
            AfterEach(connection);
        }

        var seconds = 0;
        while (Registry.Count > 0 && seconds < 5)
        {
            seconds += Round() ? 0 : 1;
        }

        foreach (var connection in Peers.ToList())
        {
            OnExceptional(connection);
            AfterEach(connection);
        }
    }

    protected override int FdOf(Connection peer) => peer.Fd;

    protected override bool WantsToHear(Connection peer) => peer.State != ConnectionState.Closing;

    protected override bool WantsToSpeak(Connection peer) => peer.HasTail;

    protected override void AddListeners(ref FdSet read)
    {
        if (listenFd >= 0 && !noFds)
        {
            read.Set(listenFd);
        }
    }

    protected override void OnReadable(Connection peer)
    {
        if (WantsToHear(peer))
        {
            receiving.Run(Sockets, peer);
        }
    }

    protected override void OnWritable(Connection peer) => sending.Run(Sockets, peer);

    protected override void OnExceptional(Connection peer) => peer.Abandon();

    protected override void OnSilence() => noFds = false;

    protected override void AfterEach(Connection peer)
    {
        if (!WantsToHear(peer) && !peer.HasTail)
        {
            Registry.Remove(peer.Fd);
            Sockets.Close(peer.Fd);
            noFds = false;
        }
    }

    protected override void AfterAll(in FdSet read)
    {
        if (listenFd < 0 || !read.IsSet(listenFd))
        {
            return;
        }

        while (true)
        {
            var fd = Sockets.Accept(listenFd, out var errno);
            if (fd is >= 0 and < FdSet.Size)
            {
                Sockets.SetNonBlocking(fd, out _);
                Registry.Add(fd, new Connection(fd));
            }
            else if (fd >= FdSet.Size)
            {
                Sockets.Close(fd);
            }
            else if (errno != Errno.ECONNABORTED)
            {
                noFds = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                break;
            }
        }
    }
}

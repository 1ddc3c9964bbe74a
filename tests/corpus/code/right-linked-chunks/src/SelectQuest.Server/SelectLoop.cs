using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public class SelectLoop
{
    protected virtual TimeSpan Wait { get; } = new TimeSpan(hours: 0, minutes: 0, seconds: 1);

    private readonly ISocketApi net;
    private int entrance;
    private bool entranceBlocked;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        ArgumentNullException.ThrowIfNull(sockets);
        net = sockets;
        entrance = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new ConnectionRegistry();

    public void Iterate()
    {
        OneRound();
    }

    public void Run(CancellationToken cancellation)
    {
        while (cancellation.IsCancellationRequested == false)
        {
            OneRound();
        }

        net.Close(entrance);
        entrance = -1;

        int silent = 0;
        while (silent < 5)
        {
            List<Connection> done = new List<Connection>();
            foreach (Connection c in Registry)
            {
                c.State = ConnectionState.Closing;
                if (c.Chunks.First == null)
                {
                    done.Add(c);
                }
            }

            foreach (Connection c in done)
            {
                Kick(c);
            }

            if (Registry.Count == 0)
            {
                return;
            }

            if (OneRound() == 0)
            {
                silent++;
            }
        }

        while (Registry.Count > 0)
        {
            Kick(Registry.First());
        }
    }

    private int OneRound()
    {
        FdSet toRead = new FdSet();
        FdSet toWrite = new FdSet();
        FdSet toWatch = new FdSet();
        foreach (Connection c in Registry)
        {
            if (c.State != ConnectionState.Closing)
            {
                toRead.Set(c.Fd);
            }

            if (c.Chunks.Count > 0)
            {
                toWrite.Set(c.Fd);
            }

            toWatch.Set(c.Fd);
        }

        if (entrance >= 0 && entranceBlocked == false)
        {
            toRead.Set(entrance);
        }

        int nfds = Registry.MaxFd + 1;
        if (entrance >= nfds)
        {
            nfds = entrance + 1;
        }

        Errno error;
        int result = net.Select(nfds, ref toRead, ref toWrite, ref toWatch, Wait, out error);
        if (result == 0)
        {
            entranceBlocked = false;
        }
        else if (result > 0)
        {
            foreach (Connection c in Registry.ToArray())
            {
                Look(c, toRead.IsSet(c.Fd), toWrite.IsSet(c.Fd), toWatch.IsSet(c.Fd));
            }

            if (entrance >= 0 && toRead.IsSet(entrance))
            {
                LetIn();
            }
        }
        else if (error != Errno.EINTR)
        {
            throw new InvalidOperationException("select: " + error);
        }

        return result;
    }

    private void Look(Connection c, bool canRead, bool canWrite, bool urgent)
    {
        bool alive = !urgent;
        if (alive && canRead && c.State != ConnectionState.Closing)
        {
            alive = Pull(c);
            canWrite = alive && c.Chunks.Count > 0;
        }

        if (alive && canWrite)
        {
            alive = Push(c);
        }

        if (!alive || (c.State == ConnectionState.Closing && c.Chunks.Count == 0))
        {
            Kick(c);
        }
    }

    private bool Pull(Connection c)
    {
        Memory<byte> chunk = new byte[1024];
        Errno error;
        int n = net.Receive(c.Fd, chunk.Span, out error);
        if (n == 0)
        {
            c.State = ConnectionState.Closing;
            return true;
        }

        if (n < 0)
        {
            return error == Errno.EAGAIN || error == Errno.EINTR;
        }

        c.Chunks.AddLast(chunk.Slice(0, n));
        c.LastActive = Environment.TickCount64;
        c.State = ConnectionState.Writing;
        return true;
    }

    // As many chunks as go out at once; the one that went in part is shortened where it stands.
    private bool Push(Connection c)
    {
        LinkedListNode<Memory<byte>>? node = c.Chunks.First;
        while (node != null)
        {
            Errno error;
            int n = net.Send(c.Fd, node.Value.Span, out error);
            if (n < 0)
            {
                return error == Errno.EAGAIN || error == Errno.EINTR;
            }

            if (n < node.Value.Length)
            {
                node.Value = node.Value.Slice(n);
                return true;
            }

            LinkedListNode<Memory<byte>>? next = node.Next;
            c.Chunks.Remove(node);
            node = next;
        }

        if (c.State == ConnectionState.Writing)
        {
            c.State = ConnectionState.Reading;
        }

        return true;
    }

    private void LetIn()
    {
        Errno error = Errno.None;
        while (error == Errno.None || error == Errno.ECONNABORTED)
        {
            int fd = net.Accept(entrance, out error);
            if (fd < 0)
            {
                continue;
            }

            if (fd >= FdSet.Size)
            {
                net.Close(fd);
                continue;
            }

            Errno ignored;
            net.SetNonBlocking(fd, out ignored);
            Registry.Add(fd, new Connection(fd));
        }

        switch (error)
        {
            case Errno.EMFILE:
            case Errno.ENFILE:
            case Errno.ENOBUFS:
            case Errno.ENOMEM:
                entranceBlocked = true;
                break;
        }
    }

    private void Kick(Connection c)
    {
        c.Chunks.Clear();
        c.State = ConnectionState.Closing;
        Registry.Remove(c.Fd);
        net.Close(c.Fd);
        entranceBlocked = false;
    }
}

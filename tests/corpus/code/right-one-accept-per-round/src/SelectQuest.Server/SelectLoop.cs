using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi api, int listenFd)
{
    private const double SelectSeconds = 0.6;

    private int door = listenFd;
    private bool doorClosed;

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Cycle();

    public void Run(CancellationToken cancellation)
    {
        for (; !cancellation.IsCancellationRequested; Cycle())
        {
        }

        api.Close(door);
        door = -1;
        foreach (var client in Registry.ToArray())
        {
            client.Finish();
            Sweep(client);
        }

        for (var left = 8; left > 0 && Registry.Count > 0; left -= Cycle() == 0 ? 1 : 0)
        {
        }

        foreach (var client in Registry.ToArray())
        {
            client.Discard();
            Sweep(client);
        }
    }

    private int Cycle()
    {
        FdSet r = default;
        FdSet w = default;
        FdSet x = default;
        foreach (var client in Registry)
        {
            if (client.WantsRead)
            {
                r.Set(client.Fd);
            }

            if (client.WantsWrite)
            {
                w.Set(client.Fd);
            }

            x.Set(client.Fd);
        }

        if (door >= 0 && !doorClosed)
        {
            r.Set(door);
        }

        var maxFd = Math.Max(Registry.MaxFd, door);
        var n = api.Select(maxFd + 1, ref r, ref w, ref x, TimeSpan.FromSeconds(SelectSeconds), out var errno);
        if (n == 0)
        {
            doorClosed = false;
        }

        if (n < 0 && errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select: {errno}");
        }

        if (n <= 0)
        {
            return n;
        }

        foreach (var client in Registry.ToArray())
        {
            if (w.IsSet(client.Fd))
            {
                client.OnWritable(api);
            }

            if (r.IsSet(client.Fd) && client.WantsRead)
            {
                client.OnReadable(api);
            }

            if (x.IsSet(client.Fd))
            {
                client.Discard();
            }

            Sweep(client);
        }

        if (door >= 0 && r.IsSet(door))
        {
            AcceptOne();
        }

        return n;
    }

    // One select for each newcomer: nobody who is connected waits for a crowd at the door.
    private void AcceptOne()
    {
        var fd = api.Accept(door, out var errno);
        if (fd < 0)
        {
            doorClosed = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
        }
        else if (fd >= FdSet.Size || !api.SetNonBlocking(fd, out errno))
        {
            api.Close(fd);
        }
        else
        {
            Registry.Add(fd, new Connection(fd));
        }
    }

    private void Sweep(Connection client)
    {
        if (!client.WantsRead && !client.WantsWrite)
        {
            Registry.Remove(client.Fd);
            api.Close(client.Fd);
            doorClosed = false;
        }
    }
}

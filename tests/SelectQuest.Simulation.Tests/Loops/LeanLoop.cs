using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Simulation.Tests.Loops;

/// <summary>A correct loop that allocates nothing per iteration: what is measured with it is the simulator.</summary>
internal sealed class LeanLoop(ISocketApi sockets, int listenFd)
{
    private readonly bool[] live = new bool[FdSet.Size];
    private readonly bool[] finished = new bool[FdSet.Size];
    private readonly byte[][] pending = new byte[FdSet.Size][];
    private readonly int[] owed = new int[FdSet.Size];
    private int top = -1;
    private bool listening = true;
    private bool resting;

    public static LoopUnderTest New(ISocketApi sockets, int listenFd)
    {
        var loop = new LeanLoop(sockets, listenFd);
        return new LoopUnderTest(loop.Iterate, loop.Run);
    }

    private void Run(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            Iterate();
        }

        sockets.Close(listenFd);
        listening = false;
        for (var flushed = false; !flushed; )
        {
            flushed = true;
            for (var fd = top; fd >= 0; fd--)
            {
                finished[fd] = true;
                CloseIfDone(fd);
                flushed &= !live[fd];
            }

            if (!flushed)
            {
                Iterate();
            }
        }
    }

    private void Iterate()
    {
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        if (listening && !resting)
        {
            read.Set(listenFd);
        }

        for (var fd = 0; fd <= top; fd++)
        {
            if (live[fd])
            {
                error.Set(fd);
                if (owed[fd] > 0)
                {
                    write.Set(fd);
                }
                else if (!finished[fd])
                {
                    read.Set(fd);
                }
            }
        }

        var nfds = 1 + (listening ? Math.Max(top, listenFd) : top);
        var ready = sockets.Select(nfds, ref read, ref write, ref error, TimeSpan.FromSeconds(1), out _);
        resting &= ready != 0;
        for (var fd = 0; ready > 0 && fd <= top; fd++)
        {
            if (live[fd])
            {
                Serve(fd, read.IsSet(fd), write.IsSet(fd), error.IsSet(fd));
            }
        }

        if (ready > 0 && listening && read.IsSet(listenFd))
        {
            Accept();
        }
    }

    private void Serve(int fd, bool readable, bool writable, bool excepted)
    {
        if (excepted)
        {
            (owed[fd], finished[fd]) = (0, true);
        }
        else if (writable)
        {
            Send(fd);
        }
        else if (readable)
        {
            var count = sockets.Receive(fd, pending[fd], out var errno);
            owed[fd] = Math.Max(count, 0);
            finished[fd] |= count == 0 || (count < 0 && errno is not (Errno.EAGAIN or Errno.EINTR));
            if (count > 0)
            {
                Send(fd);
            }
        }

        CloseIfDone(fd);
    }

    private void Send(int fd)
    {
        var data = pending[fd].AsSpan(0, owed[fd]);
        var count = sockets.Send(fd, data, out var errno);
        if (count >= 0)
        {
            data[count..].CopyTo(data);
            owed[fd] -= count;
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            (owed[fd], finished[fd]) = (0, true);
        }
    }

    private void CloseIfDone(int fd)
    {
        if (live[fd] && finished[fd] && owed[fd] == 0)
        {
            sockets.Close(fd);
            live[fd] = false;
            resting = false;
            while (top >= 0 && !live[top])
            {
                top--;
            }
        }
    }

    private void Accept()
    {
        int fd;
        Errno errno;
        while ((fd = sockets.Accept(listenFd, out errno)) >= 0 || errno == Errno.ECONNABORTED)
        {
            if (fd >= FdSet.Size)
            {
                sockets.Close(fd);
            }
            else if (fd >= 0)
            {
                sockets.SetNonBlocking(fd, out _);
                (live[fd], finished[fd], owed[fd]) = (true, false, 0);
                pending[fd] ??= new byte[8192];
                top = Math.Max(top, fd);
            }
        }

        resting = errno is Errno.EMFILE or Errno.ENFILE;
    }
}

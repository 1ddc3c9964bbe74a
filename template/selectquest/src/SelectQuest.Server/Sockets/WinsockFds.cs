namespace SelectQuest.Server.Sockets;

/// <summary>
/// Small numbers for Winsock's handles, given out as POSIX does: the lowest one that is free. So a select server sees the
/// same fds on Windows as elsewhere, and meets FD_SETSIZE at the same place.
/// </summary>
internal sealed class WinsockFds
{
    /// <summary>0, 1 and 2 are standard input, output and error.</summary>
    private const int FirstFd = 3;

    private readonly Dictionary<nint, int> fds = new(FdSet.Size);

    /// <summary>Indexed by fd; <see cref="Winsock2.InvalidSocket"/> where the fd is free.</summary>
    private nint[] handles = NewHandles(FdSet.Size);

    /// <summary>No fd below this one is free.</summary>
    private int lowestFree = FirstFd;

    internal int Add(nint handle)
    {
        var fd = lowestFree;
        while (fd < handles.Length && handles[fd] != Winsock2.InvalidSocket)
        {
            fd++;
        }

        if (fd == handles.Length)
        {
            var larger = NewHandles(handles.Length * 2);
            handles.CopyTo(larger, 0);
            handles = larger;
        }

        handles[fd] = handle;
        fds.Add(handle, fd);
        lowestFree = fd + 1;
        return fd;
    }

    /// <summary>The handle behind an fd, or <see cref="Winsock2.InvalidSocket"/> if the fd is not open.</summary>
    internal nint HandleOf(int fd) => (uint)fd < handles.Length ? handles[fd] : Winsock2.InvalidSocket;

    /// <summary>The fd of a handle that is in the table.</summary>
    internal int FdOf(nint handle) => fds[handle];

    /// <summary>Frees the fd and gives back its handle, which the caller closes.</summary>
    internal nint Remove(int fd)
    {
        var handle = HandleOf(fd);
        if (handle != Winsock2.InvalidSocket)
        {
            handles[fd] = Winsock2.InvalidSocket;
            fds.Remove(handle);
            lowestFree = Math.Min(lowestFree, fd);
        }

        return handle;
    }

    private static nint[] NewHandles(int count)
    {
        var handles = new nint[count];
        Array.Fill(handles, Winsock2.InvalidSocket);
        return handles;
    }
}

namespace SelectQuest.Server.Simulation;

/// <summary>
/// The process's table of open fds. POSIX promises that a new fd is the lowest one that is free, which is why a number
/// that was closed a moment ago comes back so soon.
/// </summary>
internal sealed class FdTable
{
    private readonly SimulatedSocket?[] sockets;
    private readonly bool[] taken;
    private int lowestFree;

    /// <param name="firstFree">Every fd below is taken by the runtime: its own files, pipes and libraries.</param>
    /// <param name="listenFd">Taken too, by the listener; it may lie above free fds.</param>
    /// <param name="limit">RLIMIT_NOFILE: the first fd that this process may not have.</param>
    public FdTable(int firstFree, int listenFd, int limit)
    {
        sockets = new SimulatedSocket?[limit];
        taken = new bool[limit];
        taken.AsSpan(0, Math.Min(firstFree, limit)).Fill(true);
        taken[listenFd] = true;
        lowestFree = firstFree;
        SkipTaken();
    }

    /// <summary>May this process open no further fd?</summary>
    public bool IsFull => lowestFree >= taken.Length;

    /// <summary>The connection behind an fd; null if it is closed or belongs to something else.</summary>
    public SimulatedSocket? this[int fd] => (uint)fd < (uint)sockets.Length ? sockets[fd] : null;

    /// <summary>Is the fd open, whoever owns it?</summary>
    public bool IsTaken(int fd) => (uint)fd < (uint)taken.Length && taken[fd];

    /// <summary>Gives the socket the lowest free fd.</summary>
    public int Open(SimulatedSocket socket)
    {
        var fd = lowestFree;
        taken[fd] = true;
        sockets[fd] = socket;
        SkipTaken();
        return fd;
    }

    public void Close(int fd)
    {
        taken[fd] = false;
        sockets[fd] = null;
        lowestFree = Math.Min(lowestFree, fd);
    }

    private void SkipTaken()
    {
        while (lowestFree < taken.Length && taken[lowestFree])
        {
            lowestFree++;
        }
    }
}

namespace SelectQuest.Server.Sockets;

/// <summary>
/// The last few fds below this process' limit, kept for the .NET runtime. It starts threads when it sees fit (to deliver a
/// signal, to compile a hot method once more), each start takes a pipe, and a runtime that gets none ends the process
/// with "Out of memory". So <c>accept</c> answers EMFILE a little earlier than the kernel would.
/// </summary>
/// <remarks>Costs nothing until an fd comes near the limit; from then on, two system calls per accept.</remarks>
internal sealed unsafe class FdReserve
{
    /// <summary>Room for several threads to start at the same time and for an assembly to be loaded.</summary>
    private const int Size = 16;

    private readonly int firstReserved;
    private bool isNear;

    /// <param name="limitOfOpenFiles">RLIMIT_NOFILE's number.</param>
    internal FdReserve(int limitOfOpenFiles)
    {
        // Room for both numbers on every system, 32 or 64 bits wide; the first is the limit in force.
        var limits = stackalloc nuint[4];
        var limit =
            Libc.GetRLimit(limitOfOpenFiles, limits) == 0 && limits[0] < int.MaxValue ? (int)limits[0] : int.MaxValue;
        firstReserved = limit - Size;
    }

    /// <summary>An fd came from the kernel.</summary>
    internal void Note(int fd) => isNear |= fd >= firstReserved;

    /// <summary>
    /// Is nothing but the reserve left? The kernel gives out the lowest free fd, so one copy of <paramref name="anyFd"/>
    /// shows where it has arrived.
    /// </summary>
    internal bool IsAllThatIsLeft(int anyFd)
    {
        if (isNear)
        {
            var lowestFree = Libc.Dup(anyFd);
            if (lowestFree < 0)
            {
                return true;
            }

            _ = Libc.Close(lowestFree);
            isNear = lowestFree >= firstReserved;
        }

        return isNear;
    }
}

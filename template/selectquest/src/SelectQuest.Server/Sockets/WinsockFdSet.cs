namespace SelectQuest.Server.Sockets;

/// <summary>
/// Winsock's <c>fd_set</c>: how many, then that many handles. Filled from the bits before <c>select</c>, read back into
/// bits after it. The memory is allocated once and never moves, so the kernel may be given its address.
/// </summary>
internal sealed unsafe class WinsockFdSet(WinsockFds fds)
{
    /// <summary>
    /// The count has 32 bits and is followed by padding up to the size of a handle: one slot either way. Handles follow.
    /// </summary>
    private readonly nint[] slots = GC.AllocateArray<nint>(1 + FdSet.Size, pinned: true);

    internal int Count
    {
        get => (int)(uint)slots[0];
        private set => slots[0] = value;
    }

    /// <summary>Where the kernel finds the set, or NULL for an empty one.</summary>
    internal nint* Address => Count == 0 ? null : (nint*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref slots[0]);

    /// <summary>Takes over the members below <paramref name="nfds"/>; select looks no further.</summary>
    /// <returns>False if one of them is not open.</returns>
    internal bool TryFill(in FdSet members, int nfds)
    {
        Count = 0;
        for (var fd = 0; fd < nfds; fd++)
        {
            if (!members.IsSet(fd))
            {
                continue;
            }

            var handle = fds.HandleOf(fd);
            if (handle == Winsock2.InvalidSocket)
            {
                return false;
            }

            var count = Count + 1;
            slots[count] = handle;
            Count = count;
        }

        return true;
    }

    /// <summary>What is left after <c>select</c>, as bits.</summary>
    internal void CopyTo(ref FdSet members)
    {
        members.Zero();
        for (var index = 1; index <= Count; index++)
        {
            members.Set(fds.FdOf(slots[index]));
        }
    }
}

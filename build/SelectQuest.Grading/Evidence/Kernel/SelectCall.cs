namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>What select was given. A set is ascending, and null where the argument was NULL.</summary>
/// <param name="Timeout">Null where the argument was NULL: select waits for ever.</param>
internal sealed record SelectCall(long Nfds, int[]? Read, int[]? Write, int[]? Error, TimeSpan? Timeout)
{
    /// <summary>Null for any other call, and for a select without sets, which is a sleep.</summary>
    public static SelectCall? From(SystemCall call)
    {
        if (call.Name is not ("pselect6" or "pselect6_time64" or "select" or "_newselect"))
        {
            return null;
        }

        // An address stands where strace could not look, as in a process that is being killed: no evidence of anything.
        return
            TrySet(call.Argument(1), out var read)
            && TrySet(call.Argument(2), out var write)
            && TrySet(call.Argument(3), out var error)
            && call.Number(0) is { } nfds
            && (read ?? write ?? error) is not null
            ? new SelectCall(nfds, read, write, error, StraceText.Timeout(call.Argument(4)))
            : null;
    }

    private static bool TrySet(string text, out int[]? set)
    {
        set = StraceText.FdSet(text);
        return set is not null || text == "NULL";
    }

    public static bool Has(int[]? set, int fd) => set is not null && Array.BinarySearch(set, fd) >= 0;

    public IEnumerable<int> Members => (Read ?? []).Concat(Write ?? []).Concat(Error ?? []);

    /// <summary>It watches a socket of the server, or one that was.</summary>
    public bool Concerns(TracedProcess process) =>
        Members.Any(fd => process.Socket(fd) is not null || process.WasClient(fd)) || process.Listener is not null;
}

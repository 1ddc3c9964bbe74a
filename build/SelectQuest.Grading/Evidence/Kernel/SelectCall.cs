namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>What select was given. A set is null where the argument was NULL.</summary>
/// <param name="Timeout">Null where the argument was NULL: select waits for ever.</param>
internal sealed record SelectCall(
    long Nfds,
    IReadOnlyList<int>? Read,
    IReadOnlyList<int>? Write,
    IReadOnlyList<int>? Error,
    TimeSpan? Timeout
)
{
    /// <summary>Null for any other call, and for a select without sets, which is a sleep.</summary>
    public static SelectCall? From(SystemCall call)
    {
        if (call.Name is not ("pselect6" or "pselect6_time64" or "select" or "_newselect"))
        {
            return null;
        }

        var (read, write, error) = (
            StraceText.FdSet(call.Argument(1)),
            StraceText.FdSet(call.Argument(2)),
            StraceText.FdSet(call.Argument(3))
        );
        return call.Number(0) is { } nfds && (read ?? write ?? error) is not null
            ? new SelectCall(nfds, read, write, error, StraceText.Timeout(call.Argument(4)))
            : null;
    }

    public IEnumerable<int> Members => (Read ?? []).Concat(Write ?? []).Concat(Error ?? []);

    /// <summary>It watches a socket of the server, or one that was.</summary>
    public bool Concerns(TracedProcess process) =>
        Members.Any(fd => process.Socket(fd) is not null || process.WasClient(fd)) || process.Listener is not null;
}

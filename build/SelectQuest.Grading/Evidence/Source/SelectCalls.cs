using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>One call of select by the loop.</summary>
/// <param name="Shared">One variable is passed for two of the sets.</param>
internal sealed record SelectCall(
    Place? Where,
    bool InIterate,
    IReadOnlyList<SetUse> Sets,
    bool Shared,
    NfdsValue Nfds,
    TimeoutValue Timeout
)
{
    public static IReadOnlyList<SelectCall> Of(
        SourceProgram program,
        LoopReach reach,
        SetUses sets,
        FdArithmetic fds,
        TimeArithmetic times
    ) =>
        [
            .. Calls(program)
                .Select(call => new SelectCall(
                    call.Operation.Place(),
                    reach.Iterate.Contains(call.Owner),
                    sets.Of(call),
                    sets.Shared(call),
                    NfdsValue.Of(call.Argument("nfds"), fds),
                    TimeoutValue.Of(call.Argument("timeout"), times)
                )),
        ];

    /// <summary>The submission's calls of select; not those by which a wrapper around the seam passes a call on.</summary>
    public static IEnumerable<Call> Calls(SourceProgram program) =>
        program.Calls.Where(call =>
            program.Seam.SystemCall(call.Target) == "Select" && !program.Seam.IsSocketApi(call.Owner.ContainingType)
        );
}

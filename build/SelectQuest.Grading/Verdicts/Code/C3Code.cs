using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>C3: max-fd follows every add and every remove, and select's first argument is max-fd + 1.</summary>
internal static class C3Code
{
    public static IEnumerable<Check> Judge(CodeEvidence code)
    {
        if (CodeGate.Closed(code) is { } closed)
        {
            return closed;
        }

        var facts = code.Source.Facts!;
        var calls = facts.Selects.Where(call => call.InIterate).ToArray();
        // The registry first: max-fd is its business.
        var holes = facts
            .Holes.Where(hole => hole.InRegistry || hole.InIterate)
            .OrderByDescending(hole => hole.InRegistry);
        return CodeGate.NotStarted("SQ331", holes) is [_, ..] open ? open
            : calls.Length == 0 ? [NoSelect(facts)]
            : [.. calls.SelectMany(call => FirstArgument(call.Nfds)), OnAdd(facts.MaxFd), OnRemove(facts.MaxFd)];
    }

    private static Check[] FirstArgument(NfdsValue nfds) =>
        nfds.Kind switch
        {
            NfdsKind.HighestPlusOne =>
            [
                Check.Pass("SQ331", $"The first argument, `{nfds.Text}`, is the highest fd plus 1.", nfds.Where),
                nfds.HasListener
                    ? Check.Pass("SQ335", "The listening fd takes part in the maximum.", nfds.Where)
                    : Check.Review(
                        "SQ335",
                        "Nothing in the source shows that the listening fd takes part in the maximum.",
                        nfds.Where
                    ),
            ],
            NfdsKind.Highest =>
            [
                Check.Fail(
                    "SQ331",
                    $"The first argument, `{nfds.Text}`, is the highest fd itself, without the plus 1.",
                    nfds.Where
                ),
            ],
            NfdsKind.OffByMore =>
            [
                Check.Fail("SQ331", $"The first argument, `{nfds.Text}`, is not the highest fd plus 1.", nfds.Where),
            ],
            NfdsKind.Constant =>
            [
                Check.Fail("SQ332", $"The first argument, `{nfds.Text}`, is a fixed number.", nfds.Where),
            ],
            NfdsKind.Count =>
            [
                Check.Fail(
                    "SQ332",
                    $"The first argument, `{nfds.Text}`, counts connections: fds are not counts.",
                    nfds.Where
                ),
            ],
            _ =>
            [
                Check.Review(
                    "SQ331",
                    $"The source does not show whether `{nfds.Text}` is the highest fd plus 1.",
                    nfds.Where
                ),
            ],
        };

    private static Check OnAdd(MaxFdUpdates maxFd) =>
        (maxFd.Kind, maxFd.OnAdd.Found) switch
        {
            (MaxFdKind.Recomputed, _) => Check.Pass(
                "SQ333",
                "Max-fd is worked out anew when it is needed.",
                maxFd.OnAdd.Where
            ),
            (_, Found.Yes) => Check.Pass("SQ333", "Adding a connection updates max-fd.", maxFd.OnAdd.Where),
            (_, Found.No) => Check.Fail("SQ333", "Adding a connection never updates max-fd.", maxFd.OnAdd.Where),
            _ => Check.Review("SQ333", "The source does not show how max-fd follows an add.", maxFd.OnAdd.Where),
        };

    private static Check OnRemove(MaxFdUpdates maxFd) =>
        (maxFd.Kind, maxFd.OnRemove.Found) switch
        {
            (MaxFdKind.Recomputed, _) => Check.Pass(
                "SQ334",
                "Max-fd is worked out anew when it is needed.",
                maxFd.OnRemove.Where
            ),
            (_, Found.Yes) => Check.Pass("SQ334", "Removing a connection updates max-fd.", maxFd.OnRemove.Where),
            (_, Found.No) => Check.Fail("SQ334", "Removing a connection never lowers max-fd.", maxFd.OnRemove.Where),
            _ when maxFd.Decrements => Check.Fail(
                "SQ334",
                "Removing a connection takes 1 off max-fd, whoever has the next lower fd.",
                maxFd.OnRemove.Where
            ),
            _ => Check.Review(
                "SQ334",
                "Max-fd may be looked up while the connection is still there.",
                maxFd.OnRemove.Where
            ),
        };

    private static Check NoSelect(SourceFacts facts) =>
        facts.Selects.Count > 0
            ? Check.Review(
                "SQ331",
                "No iteration seems to come by the `select` whose first argument counts.",
                facts.Selects[0].Where
            )
            : Check.Fail("SQ331", "There is no `select` whose first argument could be looked at.", facts.Loop);
}

using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>
/// C4: 50 and more clients at once, coming and going in bursts. What the text alone shows of it; the scenarios prove it.
/// </summary>
internal static class C4Code
{
    public static IEnumerable<Check> Judge(CodeEvidence code)
    {
        if (CodeGate.Closed(code) is { } closed)
        {
            return closed;
        }

        var facts = code.Source.Facts!;
        return CodeGate.NotStarted("SQ431", facts.Holes.Where(hole => hole.InIterate)) is [_, ..] open
            ? open
            :
            [
                Registered(facts),
                OneThread.Judge("SQ432", facts),
                NothingBlocks(facts),
                Limit(facts.Accept),
                Room(facts),
            ];
    }

    private static Check Registered(SourceFacts facts) =>
        facts.Accept switch
        {
            { Accept: null } => Check.Fail("SQ431", "No iteration accepts a connection.", facts.Loop),
            { Registered: { Found: Found.Yes } registered } => Check.Pass(
                "SQ431",
                "Accepted connections go into the registry.",
                registered.Where
            ),
            { Accept: { } accept } => Check.Fail(
                "SQ431",
                "An accepted connection never goes into the registry.",
                accept
            ),
        };

    private static Check NothingBlocks(SourceFacts facts)
    {
        var waits = facts.Activities.Where(activity => activity.Kind == ActivityKind.Wait).ToArray();
        return waits.FirstOrDefault(wait => wait.InIterate) is { } wait
                ? Check.Fail("SQ433", $"`{wait.Name}` makes every client wait.", wait.Where)
            : waits.FirstOrDefault(found => found.InLoop) is { } atEnd
                ? Check.Review("SQ433", $"`{atEnd.Name}` waits outside `select`, if not in every round.", atEnd.Where)
            : Check.Pass("SQ433", "The loop waits in `select` and nowhere else.", facts.Loop);
    }

    private static Check Limit(AcceptPath accept) =>
        accept switch
        {
            { Accept: null } => Check.Skipped("SQ434", "No iteration accepts a connection."),
            { LimitOffByOne: true } => Check.Fail(
                "SQ434",
                "This comparison lets fd 1024 through: the last that fits is 1023.",
                accept.Limit.Where
            ),
            { Limit: { Found: Found.Yes } limit } => Check.Pass(
                "SQ434",
                "Fds that do not fit into an fd_set are refused.",
                limit.Where
            ),
            _ => Check.Review(
                "SQ434",
                "The source does not show what happens to an fd that does not fit into an fd_set.",
                accept.Accept
            ),
        };

    private static Check Room(SourceFacts facts) =>
        facts.TooSmall is [var small, ..]
            ? Check.Fail(
                "SQ435",
                $"There is room for {small.Clients}, and {Capacity.Wanted} clients come.",
                small.Where
            )
            : Check.Pass("SQ435", "No number in the code leaves clients out.", facts.Loop);
}

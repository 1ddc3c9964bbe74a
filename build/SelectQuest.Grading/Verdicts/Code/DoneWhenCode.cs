using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>The quest's "done when" items, as far as they are about code.</summary>
internal static class DoneWhenCode
{
    /// <summary>Non-blocking at once after accept.</summary>
    public static IEnumerable<Check> NonBlocking(CodeEvidence code) => Judge(code, "SQ631", facts => [OfMode(facts)]);

    /// <summary>EAGAIN is no error, and a short send keeps its tail.</summary>
    public static IEnumerable<Check> Eagain(CodeEvidence code) =>
        Judge(code, "SQ632", facts => [AsksForEagain(facts), KeepsTail(facts)]);

    /// <summary>One thread for all clients.</summary>
    public static IEnumerable<Check> OneThread(CodeEvidence code) =>
        Judge(code, "SQ634", facts => [Code.OneThread.Judge("SQ634", facts)]);

    private static IEnumerable<Check> Judge(
        CodeEvidence code,
        string rule,
        Func<SourceFacts, IEnumerable<Check>> judge
    ) =>
        CodeGate.Closed(code) is { } closed ? closed
        : CodeGate.NotStarted(rule, code.Source.Facts!.Holes.Where(hole => hole.InIterate)) is [_, ..] open ? open
        : judge(code.Source.Facts!);

    private static Check OfMode(SourceFacts facts) =>
        facts.Accept switch
        {
            { Accept: null } => Check.Skipped("SQ631", "No iteration accepts a connection."),
            { NonBlocking: { Found: Found.Yes } mode } => Check.Pass(
                "SQ631",
                "An accepted fd is made non-blocking at once.",
                mode.Where
            ),
            { ListenerOnly: true } => Check.Fail(
                "SQ631",
                "Only the listening fd is made non-blocking: the new fd does not inherit it.",
                facts.Accept.Accept
            ),
            { NonBlocking: { Found: Found.No } } => Check.Fail(
                "SQ631",
                "An accepted fd is never made non-blocking.",
                facts.Accept.Accept
            ),
            { NonBlocking: { } mode } => Check.Review("SQ631", "The fd may be made non-blocking too late.", mode.Where),
        };

    private static Check AsksForEagain(SourceFacts facts) =>
        facts.Io switch
        {
            { Receive: null } => Check.Fail("SQ632", "No iteration receives anything.", facts.Loop),
            { Send: null } => Check.Fail("SQ632", "No iteration sends anything.", facts.Loop),
            { AsksForEagain: { Found: Found.Yes } asks } => Check.Pass(
                "SQ632",
                "EAGAIN is told from an error.",
                asks.Where
            ),
            { AsksForEagain: { Found: Found.No } deaf } => Check.Fail(
                "SQ632",
                "EAGAIN is taken for an error.",
                deaf.Where
            ),
            { AsksForEagain: { } unsure } => Check.Review(
                "SQ632",
                "The source does not show whether EAGAIN is told from an error here.",
                unsure.Where
            ),
        };

    private static Check KeepsTail(SourceFacts facts) =>
        facts.Io.UsesSent switch
        {
            { Found: Found.Yes } uses => Check.Pass(
                "SQ633",
                "The number of bytes that `send` took is used.",
                uses.Where
            ),
            { Found: Found.No, Where: { } where } => Check.Fail(
                "SQ633",
                "Nobody asks how many bytes `send` took.",
                where
            ),
            _ => Check.Skipped("SQ633", "No iteration sends anything."),
        };
}

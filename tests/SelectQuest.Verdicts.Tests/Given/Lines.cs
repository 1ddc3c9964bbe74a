using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Verdicts.Tests.Given;

/// <summary>Checks as text: what a test expects reads like a report.</summary>
internal static class Lines
{
    /// <summary>
    /// <c>Fail SQ101 plan.md:12:3 What was observed.</c>; a dash where there is no place, <c>NotStarted</c> where the hole is
    /// untouched.
    /// </summary>
    public static string[] AsLines(this IEnumerable<Check> checks) => [.. checks.Select(AsLine)];

    /// <summary>Outcome and rule alone, for what is told by other tests word for word.</summary>
    public static string[] AsOutcomes(this IEnumerable<Check> checks) =>
        [.. checks.Select(check => $"{How(check)} {check.Rule}")];

    public static string AsLine(this Check check) => $"{How(check)} {check.Rule} {Place(check.Where)} {check.Observed}";

    private static string How(Check check) =>
        check switch
        {
            { NotStarted: false } => check.Outcome.ToString(),
            { Outcome: Outcome.Fail } => "NotStarted",
            _ => $"{check.Outcome}, yet not started:",
        };

    private static string Place(Location? where) => where is null ? "-" : $"{where.File}:{where.Line}:{where.Column}";
}

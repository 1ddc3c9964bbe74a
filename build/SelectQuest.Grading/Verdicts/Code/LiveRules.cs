using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Live;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>A check and what it decides: <c>C1</c> to <c>C5</c>, or a "done when" item.</summary>
internal sealed record SubjectCheck(string Subject, Check Check);

/// <summary>Which rule speaks of what real clients saw.</summary>
internal static class LiveRules
{
    private const string Started = "SQ441";
    private const string Served = "SQ442";

    /// <summary>It is about the server's start, which the simulated kernel knows nothing of.</summary>
    public static bool IsOfStart(string rule) => rule == Started;

    public static IEnumerable<SubjectCheck> Judge(CodeEvidence code) =>
        code.Live is { } live ? live.Results.Select(result => new SubjectCheck("C4", Of(result)))
        : code.Kernel is { NotSeenBecause: { } reason }
            ? [new SubjectCheck("C4", Check.Skipped(Served, $"No real clients: {reason}."))]
        : [];

    private static Check Of(LiveResult result) =>
        result.Outcome switch
        {
            LiveOutcome.Held => Check.Pass(RuleOf(result), Sentence(result)),
            LiveOutcome.Broken => Check.Fail(RuleOf(result), Sentence(result)),
            _ => Check.Skipped(RuleOf(result), $"Scenario '{result.Scenario}' was not played: {result.Observed}."),
        } with
        {
            Measured = result.Measured,
        };

    private static string Sentence(LiveResult result) =>
        $"Scenario '{result.Scenario}', real clients: the server {result.Observed}.";

    private static string RuleOf(LiveResult result) => result.Scenario == ScenarioNames.Start ? Started : Served;
}

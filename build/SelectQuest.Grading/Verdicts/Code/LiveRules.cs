using System.Globalization;
using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Live;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>A check and what it decides: <c>C1</c> to <c>C5</c>, or a "done when" item.</summary>
internal sealed record SubjectCheck(string Subject, Check Check);

/// <summary>Which rule speaks of what real clients saw: the one table between scenarios and criteria.</summary>
internal static class LiveRules
{
    private const string Started = "SQ441";
    private const string Served = "SQ442";
    private const string Spins = "SQ533";

    /// <summary>It is about the server's start, which the simulated kernel knows nothing of.</summary>
    public static bool IsOfStart(string rule) => rule == Started;

    public static IEnumerable<SubjectCheck> Judge(CodeEvidence code) =>
        code.LiveRuns.Any()
            ?
            [
                .. code.LiveRuns.SelectMany(run => run.Results.Select(result => new SubjectCheck("C4", Of(result)))),
                .. code.LiveRuns.SelectMany(run => WakeUps(run, code)),
            ]
        : code.Kernel is { NotSeenBecause: { } reason }
            ? [new SubjectCheck("C4", Check.Skipped(Served, $"No real clients: {reason}."))]
        : [];

    /// <summary>The rule whose page explains a broken scenario.</summary>
    public static string RuleOf(LiveFault fault) =>
        fault switch
        {
            LiveFault.DidNotListen or LiveFault.ListensElsewhere => Started,
            LiveFault.WrongBytes or LiveFault.ForeignBytes => "SQ437",
            LiveFault.LeakedSockets or LiveFault.LeakedFds => "SQ438",
            LiveFault.Starved or LiveFault.KeptProcessorBusy => "SQ439",
            LiveFault.IgnoredShutdown
            or LiveFault.FailedShutdown
            or LiveFault.LeftProcesses
            or LiveFault.LostAtShutdown => "SQ440",
            _ => Served,
        };

    private static Check Of(LiveResult result) =>
        result.Outcome switch
        {
            LiveOutcome.Held => Check.Pass(RuleOf(result), Sentence(result)),
            LiveOutcome.Broken => Check.Fail(RuleOf(result), Sentence(result)),
            LiveOutcome.Undecided => Check.Review(
                RuleOf(result),
                $"Scenario '{result.Scenario}' came to no end: {result.Observed}."
            ),
            _ => Check.Skipped(RuleOf(result), $"Scenario '{result.Scenario}' was not played: {result.Observed}."),
        } with
        {
            Measured = result.Measured,
        };

    // Whoever ends or floods before the first client never got as far as serving.
    private static string RuleOf(LiveResult result) =>
        result.Scenario == ScenarioNames.Start ? Started : RuleOf(result.Fault);

    private static string Sentence(LiveResult result) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Scenario '{result.Scenario}' with {result.Clients} real clients: the server {result.Observed}."
        );

    // The longest timeout that was seen explains the fewest wake-ups, and a loop that uses several explains more.
    private static IEnumerable<SubjectCheck> WakeUps(LiveEvidence live, CodeEvidence code)
    {
        if (live.Idle is not { } idle || Shortest(code) is not { } timeout)
        {
            return [];
        }

        var check = idle.IsTooOftenFor(timeout)
            ? Check.Fail(Spins, "While all clients were idle, the server woke up more often than its timeout explains.")
            : Check.Pass(
                Spins,
                "While all clients were idle, the server woke up no more often than its timeout explains."
            );
        var measured = string.Create(
            CultureInfo.InvariantCulture,
            $"{idle.BusiestThread} wake-ups in {idle.Watched.TotalMilliseconds:0} ms, {IdleWatch.Allowed(timeout, idle.Watched)} allowed"
        );
        return [new SubjectCheck("C5", check with { Measured = measured })];
    }

    private static TimeSpan? Shortest(CodeEvidence code) =>
        code.Simulation is { Timeouts: [_, ..] timeouts }
            ? timeouts.Where(value => value != Timeout.InfiniteTimeSpan).DefaultIfEmpty(Timeout.InfiniteTimeSpan).Min()
            : null;
}

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// Ends a scenario from wherever it stands: the steps of a scenario then read as the story they are. Caught by
/// <see cref="LiveRun"/> and nowhere else.
/// </summary>
internal sealed class ScenarioBroken(LiveFault fault, string observed, string? measured = null) : Exception(observed)
{
    public LiveFault Fault { get; } = fault;

    public string Observed { get; } = observed;

    public string? Measured { get; } = measured;
}

/// <summary>Ends a scenario that proved nothing: a precondition failed, or all the time there is was used up.</summary>
internal sealed class ScenarioNotRun(string reason) : Exception(reason)
{
    /// <summary>For all scenarios that are left when the time for everything together is over.</summary>
    public static ScenarioNotRun OutOfTime(TimeSpan bound) =>
        new(
            $"the {LiveOptions.Words(bound)} for all scenarios together were over, which is many times what they need. "
                + "Judge again when the machine is quiet; if that changes nothing, look at what the server does for so long"
        )
        {
            Outcome = LiveOutcome.Undecided,
        };

    /// <summary>For a server that had no chance to act, and is neither to be blamed for it nor to pass for it.</summary>
    public static ScenarioNotRun OutOfReach =>
        new(
            "the machine was too busy with other things to tell a slow server from one that stands still. "
                + "Judge again when it is quiet"
        )
        {
            Outcome = LiveOutcome.Undecided,
        };

    public LiveOutcome Outcome { get; private init; } = LiveOutcome.NotRun;
}

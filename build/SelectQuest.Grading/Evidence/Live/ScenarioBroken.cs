namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// Ends a scenario from wherever it stands: the steps of a scenario then read as the story they are. Caught by
/// <see cref="LiveRun"/> and nowhere else.
/// </summary>
internal sealed class ScenarioBroken(string observed, string? measured = null) : Exception(observed)
{
    public string Observed { get; } = observed;

    public string? Measured { get; } = measured;
}

/// <summary>Ends a scenario that proved nothing: a precondition failed, or all the time there is was used up.</summary>
internal sealed class ScenarioNotRun(string reason) : Exception(reason);

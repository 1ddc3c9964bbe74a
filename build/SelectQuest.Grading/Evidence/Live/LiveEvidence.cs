namespace SelectQuest.Grading.Evidence.Live;

/// <summary>How one live scenario came out.</summary>
internal enum LiveOutcome
{
    /// <summary>The server did what the scenario asks.</summary>
    Held,

    /// <summary>It did not, and our clients or the kernel saw it.</summary>
    Broken,

    /// <summary>Not looked at; the words name the precondition that failed.</summary>
    NotRun,

    /// <summary>
    /// Nobody knows what the server would have done: the machine gave it no chance to act, or the time for everything
    /// together was over. It must not pass on the rest, or being slow enough would be a way to pass.
    /// </summary>
    Undecided,
}

/// <summary>What one scenario showed.</summary>
/// <param name="Scenario">One of the names in <see cref="ScenarioNames"/>.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Observed">One clause with the server as its subject; names the bound that broke, never a figure of this run.</param>
/// <param name="Measured">Figures and words that may differ from run to run; null where there are none.</param>
internal sealed record LiveResult(string Scenario, LiveOutcome Outcome, string Observed, string? Measured = null)
{
    /// <summary>What kind of fault it is; None if and only if the scenario is not broken.</summary>
    public LiveFault Fault { get; init; }

    /// <summary>How many clients were connected at once in the run it belongs to.</summary>
    public int Clients { get; init; }
}

/// <summary>What a submission's server did for real clients, as plain facts.</summary>
/// <param name="Clients">How many clients were connected at once in the six scenarios.</param>
/// <param name="Results">One for each name in <see cref="ScenarioNames.All"/>, in that order.</param>
/// <param name="Idle">Null where the kernel does not tell (other systems than Linux) or the scenario did not run.</param>
internal sealed record LiveEvidence(int Clients, IReadOnlyList<LiveResult> Results, IdleWatch? Idle)
{
    public LiveResult this[string scenario] => Results.Single(result => result.Scenario == scenario);
}

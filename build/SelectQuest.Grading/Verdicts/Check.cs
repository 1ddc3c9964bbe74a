namespace SelectQuest.Grading.Verdicts;

/// <summary>A place in a submission. Lines and columns count from 1.</summary>
/// <param name="File">Relative to the submission's root, with forward slashes.</param>
public sealed record Location(string File, int Line, int Column = 1);

/// <summary>What one rule found. A check that passed keeps its place and words too: they show why it passed.</summary>
/// <param name="Rule">SQnnn; <see cref="Rules.RuleBook"/> holds its page.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Observed">
/// What was seen, as one sentence. The same for the same submission, byte for byte: no timings, seeds or paths of this machine.
/// </param>
/// <param name="Where">The line it comes from; null where there is none, such as a missing file.</param>
public sealed record Check(string Rule, Outcome Outcome, string Observed, Location? Where = null)
{
    /// <summary>Why it matters here, when the rule's page is too general; else null.</summary>
    public string? Why { get; init; }

    /// <summary>What to try here, when the rule's page is too general; else null.</summary>
    public string? Try { get; init; }

    /// <summary>A command that shows the same thing again, when it is more than <c>selectquest verify</c>; else null.</summary>
    public string? Reproduce { get; init; }

    /// <summary>What led there, one line a step, from the simulated kernel; null where there is nothing to tell.</summary>
    public string? Story { get; init; }

    /// <summary>Figures that differ from run to run, kept out of what is compared; else null.</summary>
    public string? Measured { get; init; }

    /// <summary>The starter's hole is untouched here: not wrong, not begun.</summary>
    public bool NotStarted { get; init; }

    /// <summary>The rule holds.</summary>
    public static Check Pass(string rule, string observed, Location? where = null) =>
        new(rule, Outcome.Pass, observed, where);

    /// <summary>The rule is proven broken.</summary>
    public static Check Fail(string rule, string observed, Location? where = null) =>
        new(rule, Outcome.Fail, observed, where);

    /// <summary>A person must look.</summary>
    public static Check Review(string rule, string observed, Location? where = null) =>
        new(rule, Outcome.Review, observed, where);

    /// <summary>Could not be looked at; <paramref name="reason"/> names the precondition that failed.</summary>
    public static Check Skipped(string rule, string reason) => new(rule, Outcome.Skipped, reason);
}

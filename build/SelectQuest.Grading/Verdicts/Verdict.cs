namespace SelectQuest.Grading.Verdicts;

/// <summary>One half of one criterion, with everything it was decided from.</summary>
public sealed record HalfVerdict(Half Half, Outcome Outcome, IReadOnlyList<Check> Checks)
{
    /// <summary>The starter's hole is still there: shown as "not started" rather than as a list of faults.</summary>
    public bool NotStarted => Outcome == Outcome.Fail && Checks.Any(c => c.NotStarted);

    /// <summary>The points it is worth by an instructor's rubric; null for the quest's own.</summary>
    public int? Worth { get; init; }

    /// <summary>Joins the checks of one half.</summary>
    public static HalfVerdict From(Half half, IEnumerable<Check> checks)
    {
        var all = checks.ToArray();
        return new(half, all.Select(c => c.Outcome).Join(), all);
    }
}

/// <summary>One of the five criteria: passes when each half that was judged passes.</summary>
/// <param name="Halves">Plan first; the code half is absent when only the plan is judged.</param>
public sealed record CriterionVerdict(Criterion Criterion, IReadOnlyList<HalfVerdict> Halves)
{
    /// <summary>Both halves joined.</summary>
    public Outcome Outcome => Halves.Select(h => h.Outcome).Join();
}

/// <summary>One of the quest's five "done when" items. They explain a verdict; points come from the criteria.</summary>
/// <param name="Id">D1 to D5, in the quest's order.</param>
/// <param name="Text">The item in the kit's words.</param>
public sealed record DoneWhen(string Id, string Text, IReadOnlyList<Check> Checks)
{
    /// <summary>The points it is worth by an instructor's rubric; the quest itself gives none.</summary>
    public int Worth { get; init; }

    /// <summary>The item's checks joined.</summary>
    public Outcome Outcome => Checks.Select(c => c.Outcome).Join();
}

/// <summary>Integer points; every criterion is worth 20, each half of it half of that.</summary>
public sealed record Score(int Points, int Max);

/// <summary>Everything the grader has to say about one submission. Every report is a function of this.</summary>
/// <param name="Submission">The name reports show: the folder's or the file's.</param>
/// <param name="PlanOnly">Only the plan was judged, as the quest was first written.</param>
/// <param name="Integrity">What does not decide points but must be seen: SQ7xx about the whole submission, SQ8xx.</param>
public sealed record Verdict(
    string Submission,
    bool PlanOnly,
    IReadOnlyList<CriterionVerdict> Criteria,
    IReadOnlyList<DoneWhen> DoneWhen,
    IReadOnlyList<Check> Integrity,
    Score Score,
    string GraderVersion
)
{
    /// <summary>How a command typed at the submission's root names it: <c>.</c>, a plan's file name, or <c>-</c>.</summary>
    public string CommandPath { get; init; } = ".";

    /// <summary>How the code was run, or why it was not, as one sentence; null where there was no code to run.</summary>
    public string? HowRun { get; init; }

    /// <summary>All criteria that were judged, joined.</summary>
    public Outcome Outcome => Criteria.Select(c => c.Outcome).Join();

    /// <summary>3 if anything is error, else 1 if anything fails, else 4 if anything is for review, else 0.</summary>
    public int ExitCode
    {
        get
        {
            var seen = Criteria.SelectMany(c => c.Halves).Select(h => h.Outcome).ToHashSet();
            return seen.Contains(Outcome.Error) ? 3
                : seen.Contains(Outcome.Fail) ? 1
                : seen.Contains(Outcome.Review) ? 4
                : 0;
        }
    }
}

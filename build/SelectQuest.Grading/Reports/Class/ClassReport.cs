using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>One submission of a class, judged.</summary>
/// <param name="Slug">
/// A file name of its own, safe on every system: ASCII letters, digits, <c>-</c> and <c>_</c>. It names the student's page
/// and stands before the student's paths where several submissions share a report.
/// </param>
/// <param name="StudentId">The course's own id, as the roster's key column has it; null where no roster was given.</param>
/// <param name="StudentName">The name to show; null where none is known.</param>
/// <param name="Took">How long judging took; null where that is not known. For <see cref="ClassSlowest"/> alone: it differs from run to run.</param>
internal sealed record ClassEntry(
    Verdict Verdict,
    string Slug,
    string? StudentId = null,
    string? StudentName = null,
    TimeSpan? Took = null
)
{
    /// <summary>What every class-level report calls the student.</summary>
    public string Name => StudentName ?? StudentId ?? Slug;

    /// <summary>No half waits for a person: the score is final.</summary>
    public bool IsDecided =>
        Verdict.Criteria.SelectMany(c => c.Halves).All(h => h.Outcome is not (Outcome.Review or Outcome.Error));
}

/// <summary>A student of the roster from whom nothing could be judged.</summary>
/// <param name="Reason">One sentence: nothing was handed in, or the folder cannot be read.</param>
internal sealed record MissingSubmission(string? StudentId, string? StudentName, string Reason)
{
    public string Name => StudentName ?? StudentId ?? "unknown";
}

/// <summary>How the code of a class was run.</summary>
/// <param name="Text">One sentence for the report's head.</param>
/// <param name="Isolated">False where any code ran with the rights of whoever graded: the report says so in red.</param>
internal sealed record SandboxNote(string Text, bool Isolated);

/// <summary>Everything there is to say about a class. Every class-level report is a function of this.</summary>
/// <param name="Title">The report's heading, and the gradebook's column unless <see cref="Assignment"/> says otherwise.</param>
/// <param name="Entries">In any order; reports sort them by name.</param>
internal sealed record ClassReport(
    string Title,
    string GraderVersion,
    IReadOnlyList<ClassEntry> Entries,
    IReadOnlyList<MissingSubmission> Missing,
    SandboxNote Sandbox
)
{
    private readonly string? assignment;

    /// <summary>Judged, and on no line of the class list: their scores are in no gradebook. Empty where there is no list.</summary>
    public IReadOnlyList<ClassEntry> NotInRoster { get; init; } = [];

    /// <summary>The gradebook's name for the quest.</summary>
    public string Assignment
    {
        get => assignment ?? Title;
        init => assignment = value;
    }

    /// <summary>Whose code looks alike, named by their slugs; a hint, which changes no score.</summary>
    public IReadOnlyList<LookAlikeGroup> LookAlike { get; init; } = [];

    /// <summary>By name, then by slug, so that the order in which a batch ended cannot matter.</summary>
    public IReadOnlyList<ClassEntry> ByName =>
        [.. Entries.OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase).ThenBy(e => e.Slug, StringComparer.Ordinal)];
}

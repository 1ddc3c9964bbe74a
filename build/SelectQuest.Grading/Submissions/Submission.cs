using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Submissions;

/// <summary>What was handed in, read once and within limits; nothing after this touches the student's files.</summary>
/// <param name="Name">The name reports show: the folder's or the file's.</param>
/// <param name="Plan">The plan; null if there is none or it cannot be read (a problem then says why).</param>
/// <param name="Sources">The student's C# files under <c>src/SelectQuest.Server</c>, without the given seam, sorted by path.</param>
/// <param name="PlanOnly">Only the plan is to be judged.</param>
/// <param name="Problems">SQ7xx: what is missing, unreadable or too large.</param>
public sealed record Submission(
    string Name,
    TextFile? Plan,
    IReadOnlyList<TextFile> Sources,
    bool PlanOnly,
    IReadOnlyList<Check> Problems
)
{
    /// <summary>How a command typed at the submission's root names it: <c>.</c>, a plan's file name, or <c>-</c>.</summary>
    public string CommandPath { get; init; } = ".";

    /// <summary>What stands where the quest was issued with files of its own; null where there is no repo to look in.</summary>
    internal GivenFiles? Given { get; init; }
}

/// <summary>One text file of a submission.</summary>
/// <param name="Path">Relative to the submission's root, with forward slashes.</param>
/// <param name="Text">Without a BOM; line endings as they were.</param>
public sealed record TextFile(string Path, string Text);

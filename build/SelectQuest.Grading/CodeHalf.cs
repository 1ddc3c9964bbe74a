using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading;

/// <summary>What the server under <c>src/SelectQuest.Server</c> does.</summary>
internal sealed class CodeHalf(Submission submission, FaultBarrier faults) : IHalfJudge
{
    public Half Half => Half.Code;

    public IReadOnlyList<Check> Checks(Criterion criterion) =>
        [
            .. LeftOut(),
            .. faults.Guard($"judging {criterion} in the code", () => [Check.Skipped("SQ201", "no code evidence yet")]),
        ];

    public IReadOnlyList<Check> DoneWhen(string item) =>
        [.. LeftOut(), .. faults.Guard($"judging {item} in the code", () => [])];

    // Code that was read in part is judged for what was read, and a person looks at the rest.
    private IEnumerable<Check> LeftOut() => submission.Problems.Where(p => p.Rule == SourceFolder.LeftOut);
}

using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading;

/// <summary>What the server under <c>src/SelectQuest.Server</c> does.</summary>
internal sealed class CodeHalf(Submission submission, FaultBarrier faults) : IHalfJudge
{
    /// <summary>There is no source file at all.</summary>
    public const string NothingToCompile = "SQ708";

    private readonly Lazy<CodeEvidence> evidence = new(() => new CodeEvidence(SourceEvidence.Of(submission)));

    public Half Half => Half.Code;

    public IReadOnlyList<Check> Checks(Criterion criterion) =>
        NoCode() ?? [.. LeftOut(), .. faults.Guard($"judging {criterion} in the code", () => Judge(criterion))];

    public IReadOnlyList<Check> DoneWhen(string item) =>
        NoCode() ?? [.. LeftOut(), .. faults.Guard($"judging {item} in the code", () => Judge(item))];

    private IEnumerable<Check> Judge(Criterion criterion) =>
        criterion switch
        {
            Criterion.C1 => C1Code.Judge(evidence.Value),
            Criterion.C2 => C2Code.Judge(evidence.Value),
            Criterion.C3 => C3Code.Judge(evidence.Value),
            Criterion.C4 => C4Code.Judge(evidence.Value),
            Criterion.C5 => C5Code.Judge(evidence.Value),
            _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, null),
        };

    private IEnumerable<Check> Judge(string item) =>
        item switch
        {
            "D3" => DoneWhenCode.NonBlocking(evidence.Value),
            "D4" => DoneWhenCode.Eagain(evidence.Value),
            _ => throw new ArgumentOutOfRangeException(nameof(item), item, null),
        };

    private IReadOnlyList<Check>? NoCode() =>
        submission.Sources.Count == 0 && !LeftOut().Any()
            ?
            [
                Check.Fail(NothingToCompile, $"There is no C# file of yours under {QuestText.SourceFolder}.") with
                {
                    NotStarted = true,
                },
            ]
            : null;

    // Code that was read in part is judged for what was read, and a person looks at the rest.
    private IEnumerable<Check> LeftOut() => submission.Problems.Where(p => p.Rule == SourceFolder.LeftOut);
}

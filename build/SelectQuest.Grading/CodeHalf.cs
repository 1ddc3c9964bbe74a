using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading;

/// <summary>What the server under <c>src/SelectQuest.Server</c> does.</summary>
/// <param name="plan">What the plan of the same submission says; null if there is none.</param>
internal sealed class CodeHalf(
    Submission submission,
    Func<PlanEvidence?> plan,
    GraderOptions options,
    FaultBarrier faults
) : IHalfJudge
{
    /// <summary>There is no source file at all.</summary>
    public const string NothingToCompile = "SQ708";

    private readonly Lazy<(CodeEvidence Code, string? HowRun)> evidence = new(() =>
    {
        var (code, howRun) = Gather(submission, options);
        return (code with { Plan = plan() }, howRun);
    });

    /// <summary>How the code was run, or why it was not; null where there was nothing to run.</summary>
    public string? HowRun => evidence.IsValueCreated ? evidence.Value.HowRun : null;

    /// <summary>Where the kinds of evidence about this code do not fit together.</summary>
    public IReadOnlyList<Check> Contradictions =>
        evidence.IsValueCreated
            ? faults.Guard(
                "comparing the kinds of evidence",
                () => Verdicts.Code.Contradictions.Of(evidence.Value.Code)
            )
            : [];

    public Half Half => Half.Code;

    public IReadOnlyList<Check> Checks(Criterion criterion) =>
        NoCode() ?? [.. LeftOut(), .. faults.Guard($"judging {criterion} in the code", () => Judge(criterion))];

    public IReadOnlyList<Check> DoneWhen(string item) =>
        NoCode() ?? [.. LeftOut(), .. faults.Guard($"judging {item} in the code", () => Judge(item))];

    /// <summary>What decides nothing and must be seen: SQ81x.</summary>
    public IReadOnlyList<Check> Integrity() =>
        submission.Sources.Count == 0
            ? []
            : faults.Guard(
                "looking for what is done beside the seam",
                () => IntegrityBeyondSeam.Judge(evidence.Value.Code.Source.Beyond)
            );

    private IEnumerable<Check> Judge(Criterion criterion)
    {
        var code = evidence.Value.Code;
        var source = criterion switch
        {
            Criterion.C1 => C1Code.Judge(code),
            Criterion.C2 => C2Code.Judge(code),
            Criterion.C3 => C3Code.Judge(code),
            Criterion.C4 => C4Code.Judge(code),
            Criterion.C5 => C5Code.Judge(code),
            _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, null),
        };
        return Behaviour.Join(criterion, source, code);
    }

    private IEnumerable<Check> Judge(string item)
    {
        var code = evidence.Value.Code;
        var source = item switch
        {
            "D3" => DoneWhenCode.NonBlocking(code),
            "D4" => DoneWhenCode.Eagain(code),
            _ => throw new ArgumentOutOfRangeException(nameof(item), item, null),
        };
        return Behaviour.JoinDoneWhen(item, source, code);
    }

    // Code with a hole in its loop or registry is not begun: running it would only find the hole again.
    private static (CodeEvidence, string?) Gather(Submission submission, GraderOptions options)
    {
        var source = SourceEvidence.Of(submission, options.CompileWithin);
        if (source.Assembly is null || source.Facts is null || source.Facts.Holes.Any(h => h.InIterate || h.InRegistry))
        {
            return (new CodeEvidence(source), null);
        }

        var seen = CodeRun.Of(source.Assembly, options);
        return (
            new CodeEvidence(source)
            {
                NotRunBecause = seen.Simulation is null ? seen.HowRun : null,
                Simulation = seen.Simulation,
                Live = seen.Live is [var usual, ..] ? usual : null,
                LiveWithMore = [.. seen.Live.Skip(1)],
                Kernel = seen.Kernel,
            },
            seen.HowRun
        );
    }

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

using System.Collections.Concurrent;
using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Tests.Sources;

/// <summary>The code halves of one submission, and its done-when checks, from the source alone.</summary>
internal sealed record CodeHalves(
    SourceEvidence Source,
    IReadOnlyDictionary<string, HalfVerdict> Halves,
    IReadOnlyList<Check> DoneWhen
)
{
    private static readonly Dictionary<string, Func<CodeEvidence, IEnumerable<Check>>> Judges = new()
    {
        ["C1"] = C1Code.Judge,
        ["C2"] = C2Code.Judge,
        ["C3"] = C3Code.Judge,
        ["C4"] = C4Code.Judge,
        ["C5"] = C5Code.Judge,
    };

    /// <summary>What is done beside the seam; decides nothing.</summary>
    public IEnumerable<Check> Integrity => IntegrityBeyondSeam.Judge(Source.Beyond);

    public IEnumerable<Check> Checks => Halves.Values.SelectMany(half => half.Checks).Concat(DoneWhen);

    private static readonly ConcurrentDictionary<string, Lazy<CodeHalves>> Judged = new();

    /// <summary>A case of the corpus, judged once for all tests.</summary>
    public static CodeHalves OfCase(string name) =>
        Judged.GetOrAdd(name, one => new Lazy<CodeHalves>(() => Of(CorpusSubmission.Case(one)))).Value;

    public static CodeHalves Of(Submission submission)
    {
        var code = new CodeEvidence(SourceEvidence.Of(submission));
        return new CodeHalves(
            code.Source,
            Judges.ToDictionary(judge => judge.Key, judge => HalfVerdict.From(Half.Code, judge.Value(code))),
            [.. DoneWhenCode.NonBlocking(code), .. DoneWhenCode.Eagain(code)]
        );
    }

    /// <summary>Everything that did not pass, for a test's message.</summary>
    public string Story() =>
        string.Join(
            '\n',
            Source
                .Errors.Select(error => $"{error.Where} {error.Id} {error.Message}")
                .Concat(
                    Checks
                        .Where(check => check.Outcome != Outcome.Pass)
                        .Select(check =>
                            $"{check.Rule} {check.Outcome} {check.Where?.File}:{check.Where?.Line}: {check.Observed}"
                        )
                )
        );
}

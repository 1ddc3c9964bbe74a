using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Batch;

/// <summary>What a verdict depends on. Two results with the same key are the same, byte for byte.</summary>
/// <param name="Submission">The name.</param>
/// <param name="Content"><see cref="ContentHash"/> of what was read.</param>
/// <param name="Rubric"><see cref="ContentHash"/> of the rubric's text; of the empty text where there is none.</param>
/// <param name="Grader">The version.</param>
/// <param name="How">How the code was run: the sandbox asked for, and whether thoroughly.</param>
internal sealed record ResultKey(string Submission, string Content, string Rubric, string Grader, string How);

/// <summary>One submission's result as it is kept under <c>REPORT/results</c>.</summary>
/// <param name="Slug">The file's name without its ending.</param>
/// <param name="Verdict">Without its measurements, which differ from run to run.</param>
internal sealed record Result(ResultKey Key, string Slug, Verdict Verdict)
{
    public const string Schema = "selectquest/result/v1";

    /// <summary>What copies are found by; null where there is no code.</summary>
    public Fingerprint? Fingerprint { get; init; }

    private static readonly JsonSerializerOptions Layout = new()
    {
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(Characters()),
    };

    // A result that is printed into a build's log gives no order to it: those of "##vso[...]" begin with this sign.
    private static TextEncoderSettings Characters()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacter('#');
        return settings;
    }

    public static Result Of(ResultKey key, string slug, Verdict verdict) =>
        new(key, slug, Measurements.Without(verdict));

    public string ToJson() =>
        JsonSerializer.Serialize(new Document(Schema, Key, Slug, Verdict, Fingerprint), Layout) + "\n";

    /// <exception cref="UnusableInputException">The text is no result; <paramref name="path"/> is named.</exception>
    public static Result FromJson(string text, string path)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(text, Layout);
            return document is { Schema: Schema, Key: { } key, Slug: { } slug, Verdict: { } verdict }
                ? new Result(key, slug, verdict) { Fingerprint = Checked(document.Fingerprint, path) }
                : throw new UnusableInputException($"{path} is no {Schema}. Move it away, and grade again.");
        }
        catch (JsonException broken)
        {
            throw new UnusableInputException(
                $"{path}:{broken.LineNumber + 1} is no {Schema} ({broken.Path}). Move it away, and grade again."
            );
        }
    }

    // A file that was edited by hand must not take the report down.
    private static Fingerprint? Checked(Fingerprint? read, string path) =>
        read is null
        || (
            read is { Files: not null, Marks: not null }
            && read.Marks.All(mark => mark.File >= 0 && mark.File < read.Files.Count)
        )
            ? read
            : throw new UnusableInputException(
                $"{path} is no {Schema} (its fingerprint names files that it does not list). Move it away, and grade again."
            );

    private sealed record Document(
        string Schema,
        ResultKey Key,
        string Slug,
        Verdict Verdict,
        Fingerprint? Fingerprint
    );
}

/// <summary>The figures in a verdict that differ from run to run.</summary>
internal static class Measurements
{
    public static Verdict Without(Verdict verdict) =>
        verdict with
        {
            Criteria =
            [
                .. verdict.Criteria.Select(criterion =>
                    criterion with
                    {
                        Halves =
                        [
                            .. criterion.Halves.Select(half => half with { Checks = [.. half.Checks.Select(Without)] }),
                        ],
                    }
                ),
            ],
            DoneWhen = [.. verdict.DoneWhen.Select(item => item with { Checks = [.. item.Checks.Select(Without)] })],
            Integrity = [.. verdict.Integrity.Select(Without)],
        };

    private static Check Without(Check check) => check with { Measured = null };
}

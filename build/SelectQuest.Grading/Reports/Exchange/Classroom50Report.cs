using System.Globalization;
using System.Text.Json;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports.Exchange;

/// <summary>What Classroom 50 wants to know and no verdict knows.</summary>
/// <param name="Classroom">The classroom's short name.</param>
/// <param name="Assignment">The assignment's slug.</param>
/// <param name="AssignmentType"><c>individual</c>, <c>group</c> or <c>team</c>.</param>
/// <param name="Owner">The login that the repo belongs to.</param>
/// <param name="Submission">The tag that was judged; it begins with <c>submit/</c>.</param>
/// <param name="Commit">Address of the commit.</param>
/// <param name="Release">Address of the release.</param>
/// <param name="Review">Address of the comparison with what was issued, or of the commit.</param>
/// <param name="Submitted">When it was handed in.</param>
internal sealed record Classroom50Facts(
    string Classroom,
    string Assignment,
    string AssignmentType,
    string Owner,
    string Submission,
    string Commit,
    string Release,
    string Review,
    DateTimeOffset Submitted
);

/// <summary>Classroom 50's <c>result.json</c>: integers only, and no member at the top but its own.</summary>
internal static class Classroom50Report
{
    public const string Schema = "classroom50/result/v1";

    /// <summary>What a submission's tag begins with.</summary>
    public const string TagPrefix = "submit/";

    /// <summary>The same verdict and facts give the same text.</summary>
    public static string Write(Verdict verdict, Classroom50Facts facts) =>
        JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("classroom", facts.Classroom);
            json.WriteString("assignment", facts.Assignment);
            json.WriteString("assignment_type", facts.AssignmentType);
            json.WriteString("owner", facts.Owner);
            json.WriteString("submission", facts.Submission);
            json.WriteString("commit", facts.Commit);
            json.WriteString("release", facts.Release);
            json.WriteString("review", facts.Review);
            json.WriteString(
                "datetime",
                facts.Submitted.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            );
            json.WriteNumber("score", verdict.Score.Points);
            json.WriteNumber("max-score", verdict.Score.Max);
            json.Each("tests", HalfResults.Of(verdict), Test);
            json.WriteEndObject();
        });

    private static void Test(Utf8JsonWriter json, HalfResult half)
    {
        json.WriteString("test-name", half.Name);
        json.WriteBoolean("passed", half.Outcome == Outcome.Pass);
        json.WriteNumber("score", half.Points);
        json.WriteNumber("max-score", half.Max);
        // Members of a test beyond these four are kept as they are.
        json.WriteString("outcome", half.Mark.Word);
        json.WriteString("output", half.Output);
    }
}

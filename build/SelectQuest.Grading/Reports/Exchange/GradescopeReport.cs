using System.Globalization;
using System.Text.Json;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports.Exchange;

/// <summary>
/// Gradescope's <c>results.json</c>. Every text is of the format <c>text</c>, which Gradescope shows as it is.
/// </summary>
internal static class GradescopeReport
{
    /// <param name="took">How long judging took; null leaves it out.</param>
    public static string Write(Verdict verdict, TimeSpan? took = null) =>
        JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("score", verdict.Score.Points);
            if (took is { } time)
            {
                json.WriteNumber("execution_time", Math.Round(time.TotalSeconds, 2));
            }

            Head(json, Summary(verdict));
            json.Each("tests", HalfResults.Of(verdict), Test);
            json.WriteEndObject();
        });

    /// <summary>
    /// What to write when there is no verdict: Gradescope takes a missing file for the student's fault.
    /// </summary>
    /// <param name="reason">One sentence.</param>
    public static string WriteFailure(string reason) =>
        JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("score", 0);
            Head(json, $"There is no verdict, and a person has to grade this: {PlainText.OneLine(reason)}\n");
            json.Each("tests", Array.Empty<HalfResult>(), Test);
            json.WriteEndObject();
        });

    private static void Head(Utf8JsonWriter json, string output)
    {
        json.WriteString("output", output);
        json.WriteString("output_format", "text");
        json.WriteString("test_name_format", "text");
        json.WriteString("test_output_format", "text");
        json.WriteString("visibility", "visible");
    }

    private static void Test(Utf8JsonWriter json, HalfResult half)
    {
        json.WriteString(
            "name",
            half.Outcome is Outcome.Pass or Outcome.Fail ? half.Name : $"{half.Name} ({half.Mark.Word})"
        );
        json.WriteString(
            "number",
            string.Create(CultureInfo.InvariantCulture, $"{(int)half.Criterion + 1}.{(int)half.Half + 1}")
        );
        json.WriteNumber("score", half.Points);
        json.WriteNumber("max_score", half.Max);
        json.WriteString("status", half.Outcome == Outcome.Pass ? "passed" : "failed");
        json.WriteString("output", half.Output);
        json.WriteString("output_format", "text");
        json.Each("tags", [half.Criterion.ToString(), half.Side]);
        json.WriteString("visibility", "visible");
    }

    private static string Summary(Verdict verdict)
    {
        var passed = verdict.Criteria.Count(c => c.Outcome == Outcome.Pass);
        var steps = NextSteps
            .Of(verdict, Findings.Of(verdict))
            .Select(step => PlainText.OneLine(step.Command is null ? step.Say : $"{step.Say} {step.Command}"));
        string[] lines =
        [
            $"{Mark.Of(verdict).Label}: {passed} of {verdict.Criteria.Count} criteria, {verdict.Score.Points} of {verdict.Score.Max} points.",
            .. verdict.HowRun is null ? [] : new[] { PlainText.OneLine(verdict.HowRun) },
            .. steps,
            $"Judged by selectquest {verdict.GraderVersion}.",
        ];
        return string.Concat(lines.Select(line => line + "\n"));
    }
}

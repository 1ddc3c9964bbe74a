using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports.Exchange;

/// <summary>
/// The text report, and after it the one line that Autolab reads: a score for each problem. Its assessment needs the
/// problems C1 to C5.
/// </summary>
internal static class AutolabReport
{
    /// <summary>The same verdict gives the same text.</summary>
    public static string Write(Verdict verdict)
    {
        var scores = JsonText.Write(
            json =>
            {
                json.WriteStartObject();
                json.Object(
                    "scores",
                    problems =>
                    {
                        foreach (var criterion in verdict.Criteria)
                        {
                            problems.WriteNumber(
                                criterion.Criterion.ToString(),
                                criterion.Halves.Sum(half => Grader.Points(criterion, half))
                            );
                        }
                    }
                );
                json.WriteEndObject();
            },
            indented: false
        );
        return $"{TextReport.Write(verdict, new TextStyle())}\n{scores}";
    }
}

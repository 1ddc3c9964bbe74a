using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>
/// Where in a plan something belongs that is not there: under the starter's own heading for it, if the student kept it,
/// else at the top of the file.
/// </summary>
internal static class PlanPlaces
{
    private static readonly Dictionary<string, string> Headings = new()
    {
        ["C1"] = "The select loop",
        ["C2"] = "Connection registry",
        ["C3"] = "The highest fd",
        ["C4"] = "Test scenarios",
        ["C5"] = "Timeout",
        ["D3"] = "Accept handler",
        ["D4"] = "Read and write handlers",
    };

    /// <param name="subject">C1 to C5, D3 or D4.</param>
    public static Location Of(string subject, TextFile plan)
    {
        var heading = Headings[subject];
        var lines = plan.Text.Split('\n');
        var at = Array.FindIndex(
            lines,
            line => line.StartsWith('#') && line.Trim().EndsWith(heading, StringComparison.OrdinalIgnoreCase)
        );
        return new Location(plan.Path, Math.Max(at, 0) + 1);
    }
}

using System.Runtime.CompilerServices;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Reports;

/// <summary>
/// Whole reports, compared with files read by a person. To approve new ones run this class with SELECTQUEST_APPROVE=1
/// and read the difference that Git shows.
/// </summary>
public class ApprovedReports
{
    public static TheoryData<string, string> Reports { get; } =
        new(HandMade.All.Keys.SelectMany(_ => new[] { "txt", "md", "json" }, (name, format) => (name, format)));

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_reads_as_approved(string name, string format)
    {
        var report = Write(HandMade.All[name], format);
        var file = Path.Combine(ApprovedFolder(), $"{name}.{format}");
        if (Environment.GetEnvironmentVariable("SELECTQUEST_APPROVE") == "1")
        {
            File.WriteAllText(file, report);
        }

        Assert.Equal(File.ReadAllText(file), report);
    }

    private static string Write(Verdict verdict, string format) =>
        format switch
        {
            "txt" => TextReport.Write(verdict, new TextStyle()),
            "md" => MarkdownReport.Write(verdict),
            _ => JsonReport.Write(verdict),
        };

    private static string ApprovedFolder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Approved");
}

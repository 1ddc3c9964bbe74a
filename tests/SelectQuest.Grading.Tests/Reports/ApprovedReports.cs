using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Reports.Exchange;
using SelectQuest.Grading.Reports.Html;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Reports;

/// <summary>
/// Whole reports, compared with files read by a person. To approve new ones run this class with SELECTQUEST_APPROVE=1
/// and read the difference that Git shows.
/// </summary>
public partial class ApprovedReports
{
    // What Classroom 50's runner knows.
    private static readonly Classroom50Facts Facts = new(
        "cs-principles",
        "select-quest",
        "individual",
        "ada",
        "submit/2026-09-14T08-30-00Z-0123abc",
        "https://example.org/ada/commit/0123abc",
        "https://example.org/ada/releases/tag/submit",
        "https://example.org/ada/compare/issued...0123abc",
        new DateTimeOffset(2026, 9, 14, 10, 30, 0, TimeSpan.FromHours(2))
    );

    internal static IReadOnlyDictionary<string, Func<Verdict, string>> Formats { get; } =
        new Dictionary<string, Func<Verdict, string>>
        {
            ["txt"] = verdict => TextReport.Write(verdict, new TextStyle()),
            ["md"] = MarkdownReport.Write,
            ["json"] = JsonReport.Write,
            ["html"] = verdict => HtmlReport.Write(verdict),
            ["sarif"] = SarifReport.Write,
            ["junit.xml"] = JUnitReport.Write,
            ["gradescope.json"] = verdict => GradescopeReport.Write(verdict, TimeSpan.FromSeconds(1.234)),
            ["classroom50.json"] = verdict => Classroom50Report.Write(verdict, Facts),
            ["autolab.txt"] = AutolabReport.Write,
        };

    public static TheoryData<string, string> Reports { get; } =
        new(HandMade.All.Keys.SelectMany(_ => Formats.Keys, (name, format) => (name, format)));

    public static TheoryData<string> ClassReports { get; } =
        new(ClassFiles.Of(HandMadeClass.Small).Select(file => file.Path).Where(path => !path.Contains('/')));

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_reads_as_approved(string name, string format) =>
        IsApproved($"{name}.{format}", Formats[format](HandMade.All[name]));

    [Theory]
    [MemberData(nameof(ClassReports))]
    public void A_class_report_reads_as_approved(string path) =>
        IsApproved($"class.{path}", ClassFiles.Of(HandMadeClass.Small).Single(file => file.Path == path).Text);

    [Fact]
    public void A_students_page_in_a_class_reads_as_approved() =>
        IsApproved("class.student.html", ClassFiles.Of(HandMadeClass.Small).First(f => f.Path.Contains('/')).Text);

    private static void IsApproved(string name, string report)
    {
        var shown = name.EndsWith(".html", StringComparison.Ordinal) ? WithoutStyle(report) : report;
        var file = Path.Combine(ApprovedFolder(), name);
        if (Environment.GetEnvironmentVariable("SELECTQUEST_APPROVE") == "1")
        {
            File.WriteAllText(file, shown);
        }

        Assert.Equal(File.ReadAllText(file), shown);
    }

    // A page's style and script have files of their own, where they can be read.
    private static string WithoutStyle(string report) =>
        Hash().Replace(Embedded().Replace(report, "<$1>...</$1>"), "'sha256-...'");

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Embedded();

    [GeneratedRegex("'sha256-[^']*'")]
    private static partial Regex Hash();

    private static string ApprovedFolder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Approved");
}

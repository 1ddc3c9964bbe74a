using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Reports.Exchange;
using SelectQuest.Grading.Reports.Html;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Cli;

/// <summary>The formats of <c>verify --format</c>.</summary>
internal static class ReportFormats
{
    public const string Default = "text";

    /// <summary>Needs facts that no verdict has.</summary>
    public const string Classroom50 = "classroom50";

    /// <summary>Its reader takes a missing file for the student's fault: it is written even where there is no verdict.</summary>
    public const string Gradescope = "gradescope";

    public static string[] Names { get; } =
    [Default, "json", "markdown", "html", "sarif", "junit", Gradescope, Classroom50, "autolab"];

    /// <summary>Checks before anything is judged what the format needs, and gives the function that writes it.</summary>
    /// <param name="facts">The words given to <c>--classroom50</c>.</param>
    public static Func<Verdict, string> Writer(string format, Terminal terminal, bool toTerminal, string[] facts)
    {
        var began = terminal.Clock.GetTimestamp();
        var classroom = format == Classroom50 ? Classroom50Words.Read(facts, terminal) : null;
        return format switch
        {
            "json" => JsonReport.Write,
            "markdown" => MarkdownReport.Write,
            "html" => verdict => HtmlReport.Write(verdict),
            "sarif" => SarifReport.Write,
            "junit" => JUnitReport.Write,
            Gradescope => verdict => GradescopeReport.Write(verdict, terminal.Clock.GetElapsedTime(began)),
            Classroom50 => verdict => Classroom50Report.Write(verdict, classroom!),
            "autolab" => AutolabReport.Write,
            _ => verdict => TextReport.Write(verdict, new TextStyle(toTerminal && terminal.Colour, terminal.Command)),
        };
    }
}

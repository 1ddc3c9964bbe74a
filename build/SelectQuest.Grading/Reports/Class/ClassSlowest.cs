using System.Globalization;
using System.Text;
using SelectQuest.Grading.Reports.Html;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>
/// Who took longest to judge, on a page of its own: times differ from run to run, and every other page of a class is the
/// same to the byte, however it was cut into shards and however often it was stopped.
/// </summary>
internal static class ClassSlowest
{
    /// <summary>Judging takes some seconds; who needs a multiple of the median has a server that hangs, or spins.</summary>
    public static string Write(ClassReport report)
    {
        var text = new StringBuilder(
            $"""
            <header class="page hero">
            <div>
            <p class="kicker"><a href="{ClassPages.Index}"><span aria-hidden="true">←</span> {HtmlText.Isolate(
                report.Title
            )}</a></p>
            <h1>Slowest to judge</h1>
            <p class="soft">{Summary(report)}</p>
            </div>
            </header>
            <main class="page">
            <section class="card" aria-label="Every student, slowest first">
            <ol class="rows">

            """
        );
        foreach (var entry in ClassFigures.Slowest(report))
        {
            text.Append(
                $"<li><span class=\"count\">{Seconds(entry.Took!.Value)}</span> {ClassPages.Link(entry)}</li>\n"
            );
        }

        return HtmlPage.Write(
            $"Slowest to judge: {report.Title}",
            text.Append("</ol>\n</section>\n</main>\n").ToString()
        );
    }

    private static string Summary(ClassReport report)
    {
        var slowest = ClassFigures.Slowest(report);
        var others = report.Entries.Count - slowest.Count;
        var unmeasured = others > 0 ? $" {others} were not measured." : "";
        return slowest.Count == 0
            ? "No time was measured."
            : $"Half of them took {Seconds(slowest[slowest.Count / 2].Took!.Value)} or less.{unmeasured}";
    }

    private static string Seconds(TimeSpan took) =>
        string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s");
}

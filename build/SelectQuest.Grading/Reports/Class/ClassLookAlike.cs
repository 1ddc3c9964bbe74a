using System.Globalization;
using System.Text;
using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Reports.Html;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>The pairs that look alike, as a section of the class's page; nothing where there are none.</summary>
internal static class ClassLookAlike
{
    private const int PairsShown = 30;
    private const int MatchesShown = 12;

    public static string Write(ClassReport report)
    {
        if (report.LookAlike.Count == 0)
        {
            return "";
        }

        var entries = report.Entries.ToDictionary(entry => entry.Slug, StringComparer.Ordinal);
        var text = new StringBuilder(
            """
            <section class="card" aria-labelledby="alike">
            <h2 id="alike">Look alike</h2>
            <p class="soft">A hint for a person, which changes no score: two who learned from one book look alike too. What the starter gives is left out.</p>
            <ol class="rows">

            """
        );
        foreach (var pair in report.LookAlike.Take(PairsShown))
        {
            text.Append(Pair(pair, entries[pair.First], entries[pair.Second]));
        }

        text.Append("</ol>\n");
        var more = report.LookAlike.Count - PairsShown;
        text.Append(more > 0 ? $"<p class=\"soft\">and {Number(more)} more pairs that are less alike</p>\n" : "");
        return text.Append("</section>\n").ToString();
    }

    private static string Pair(SuspiciousPair pair, ClassEntry first, ClassEntry second)
    {
        var lines = pair.Matching.Sum(match => match.First.Last - match.First.First + 1);
        var text = new StringBuilder(
            $"""
            <li><span class="count">{pair.Similarity.ToString("P0", CultureInfo.InvariantCulture)}</span> {ClassPages.Link(
                first
            )} and {ClassPages.Link(second)}
            <details><summary>{Number(lines)} lines</summary>
            <ul class="plain">

            """
        );
        foreach (var match in pair.Matching.Take(MatchesShown))
        {
            text.Append($"<li>{Range(match.First)} <span class=\"soft\">like</span> {Range(match.Second)}</li>\n");
        }

        var more = pair.Matching.Count - MatchesShown;
        text.Append(more > 0 ? $"<li class=\"soft\">and {Number(more)} more places</li>\n" : "");
        return text.Append("</ul></details></li>\n").ToString();
    }

    private static string Range(LineRange range) =>
        $"<code>{HtmlText.Escape(range.File)}:{Number(range.First)}-{Number(range.Last)}</code>";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

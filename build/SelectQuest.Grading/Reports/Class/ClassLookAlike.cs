using System.Globalization;
using System.Text;
using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Reports.Html;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>Who looks alike, as a section of the class's page; nothing where nobody does.</summary>
internal static class ClassLookAlike
{
    private const int GroupsShown = 30;
    private const int MembersShown = 40;
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
        foreach (var group in report.LookAlike.Take(GroupsShown))
        {
            text.Append(Group(group, entries));
        }

        text.Append("</ol>\n");
        var more = report.LookAlike.Count - GroupsShown;
        text.Append(more > 0 ? $"<p class=\"soft\">and {Number(more)} smaller groups</p>\n" : "");
        return text.Append("</section>\n").ToString();
    }

    private static string Group(LookAlikeGroup group, Dictionary<string, ClassEntry> entries)
    {
        var names = group.Members.Take(MembersShown).Select(member => ClassPages.Link(entries[member])).ToList();
        if (group.Members.Count > MembersShown)
        {
            names.Add($"{Number(group.Members.Count - MembersShown)} more");
        }

        var text = new StringBuilder(
            $"<li><span class=\"count\">{Similarity(group)}</span> {string.Join(", ", names[..^1])} and {names[^1]}\n"
        );
        if (group.Links is [var only])
        {
            text.Append($"<details><summary>{Lines(only)}</summary>\n{Places(only)}</details>");
        }
        else
        {
            text.Append("<details><summary>Who is like whom</summary>\n<ul>\n");
            foreach (var link in group.Links.Take(MembersShown))
            {
                text.Append(
                    $"<li>{Percent(link.Similarity)}: {ClassPages.Link(entries[link.First])} and {ClassPages.Link(entries[link.Second])}\n<details><summary>{Lines(link)}</summary>\n{Places(link)}</details></li>\n"
                );
            }

            text.Append("</ul></details>");
        }

        return text.Append("</li>\n").ToString();
    }

    private static string Similarity(LookAlikeGroup group)
    {
        var (most, least) = (Percent(group.Links[0].Similarity), Percent(group.Links[^1].Similarity));
        return most == least ? most : $"{least} to {most}";
    }

    private static string Places(SuspiciousPair pair)
    {
        var text = new StringBuilder("<ul>\n");
        foreach (var match in pair.Matching.Take(MatchesShown))
        {
            text.Append($"<li>{Range(match.First)} <span class=\"soft\">like</span> {Range(match.Second)}</li>\n");
        }

        var more = pair.Matching.Count - MatchesShown;
        text.Append(more > 0 ? $"<li class=\"soft\">and {Number(more)} more places</li>\n" : "");
        return text.Append("</ul>").ToString();
    }

    private static string Lines(SuspiciousPair pair) =>
        $"{Number(pair.Matching.Sum(match => match.First.Last - match.First.First + 1))} lines";

    private static string Range(LineRange range) =>
        $"<code>{HtmlText.Escape(range.File)}:{Number(range.First)}-{Number(range.Last)}</code>";

    private static string Percent(double part) => part.ToString("P0", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Text;

namespace SelectQuest.Grading.Reports.Html;

/// <summary>
/// Text inside HTML, between tags and in quoted attributes: it stays text. No element, attribute, entity or reading
/// direction of a student's comes out of it.
/// </summary>
internal static class HtmlText
{
    /// <summary>One line of anybody's text; what a terminal would obey is shown as its code point.</summary>
    public static string Escape(string text) => Entities(PlainText.OneLine(text));

    /// <summary>One line that keeps its own reading direction to itself: names, file names.</summary>
    public static string Isolate(string text) => $"<bdi>{Escape(text)}</bdi>";

    /// <summary>A sentence of the kit's with a student's names in it, as what was observed is; see <see cref="Isolate"/>.</summary>
    public static string Sentence(string words) => $"<bdi>{Prose(words)}</bdi>";

    /// <summary>The kit's own words: <c>`code`</c> becomes an element.</summary>
    public static string Prose(string words)
    {
        var parts = Escape(words).Split('`');
        var text = new StringBuilder(parts[0]);
        for (var i = 1; i < parts.Length; i++)
        {
            // A last mark without a partner is a character like any other.
            var isCode = i % 2 == 1 && i < parts.Length - 1;
            text.Append(
                isCode ? $"<code>{parts[i]}</code>"
                : i % 2 == 1 ? "`" + parts[i]
                : parts[i]
            );
        }

        return text.ToString();
    }

    /// <summary>Many lines, for an element that keeps white space: one element a line, so that each can be folded.</summary>
    public static string Lines(string text) =>
        string.Concat(
            PlainText.Lines(text).TrimEnd('\n').Split('\n').Select(line => $"<span>{Entities(line)}\n</span>")
        );

    private static string Entities(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }
}

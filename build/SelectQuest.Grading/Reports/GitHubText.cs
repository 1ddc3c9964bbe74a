using System.Text;

namespace SelectQuest.Grading.Reports;

/// <summary>
/// A student's text inside GitHub Markdown: it stays text. No markup, HTML, link, image, mention or issue reference
/// comes out of it, and no table cell or list item ends because of it.
/// </summary>
internal static class GitHubText
{
    /// <summary>One line of text, safe between other Markdown, in a table cell and in a summary element.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in PlainText.OneLine(text))
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                // An empty comment keeps GitHub from seeing a name or a number behind the sign.
                '@' or '#' => escaped.Append(character).Append("<!-- -->"),
                _ when char.IsAsciiLetterOrDigit(character) || character is ' ' or ',' || character > '\u007f' =>
                    escaped.Append(character),
                _ => escaped.Append('\\').Append(character),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A code block that nothing inside it can close.</summary>
    public static string Fence(string text, string language)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text, '`') + 1));
        return $"{fence}{language}\n{text.TrimEnd('\n')}\n{fence}\n";
    }

    /// <summary>Inline code that nothing inside it can close.</summary>
    public static string Code(string text)
    {
        var line = PlainText.OneLine(text);
        var ticks = new string('`', LongestRun(line, '`') + 1);
        var pad = line.StartsWith('`') || line.EndsWith('`') ? " " : "";
        return $"{ticks}{pad}{line}{pad}{ticks}";
    }

    private static int LongestRun(string text, char wanted)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == wanted ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}

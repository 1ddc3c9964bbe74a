using System.Text;
using SelectQuest.Grading.Rules;

namespace SelectQuest.Grading.Reports;

/// <summary>A rule's page for a terminal of 80 columns: still Markdown, with its prose folded.</summary>
public static class RulePage
{
    private const int Width = 80;

    /// <summary>The same rule gives the same text.</summary>
    public static string Write(Rule rule)
    {
        var text = new StringBuilder();
        var inFence = false;
        foreach (var line in Joined(rule.Page.TrimEnd('\n').Split('\n')))
        {
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            inFence ^= isFence;
            if (inFence || isFence || line.StartsWith('|') || line.StartsWith('#') || line.StartsWith("    "))
            {
                text.Append(line).Append('\n');
                continue;
            }

            var indent = Indent(line);
            var folded = PlainText.Wrap(line[indent..], Width - indent);
            for (var i = 0; i < folded.Count; i++)
            {
                text.Append((i == 0 ? line[..indent] : new string(' ', indent)) + folded[i]).Append('\n');
            }
        }

        return text.ToString();
    }

    // A page's own line breaks are for whoever edits it: a paragraph is one line before it is folded anew.
    private static List<string> Joined(string[] lines)
    {
        var joined = new List<string>();
        var (inFence, open) = (false, false);
        foreach (var line in lines)
        {
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            inFence ^= isFence;
            var goesOn =
                !inFence && !isFence && line.Length > 0 && (char.IsLetterOrDigit(line[0]) || line[0] is '`' or '(');
            if (goesOn && open)
            {
                joined[^1] += " " + line;
            }
            else
            {
                joined.Add(line);
            }

            open =
                goesOn
                || (
                    !inFence
                    && (
                        line.StartsWith("- ", StringComparison.Ordinal)
                        || line.StartsWith("* ", StringComparison.Ordinal)
                    )
                );
        }

        return joined;
    }

    // A list item's text is folded under its first word, not under its dash.
    private static int Indent(string line)
    {
        var blanks = line.Length - line.TrimStart(' ').Length;
        var item = line[blanks..];
        return item.StartsWith("- ", StringComparison.Ordinal) || item.StartsWith("* ", StringComparison.Ordinal)
            ? blanks + 2
            : blanks;
    }
}

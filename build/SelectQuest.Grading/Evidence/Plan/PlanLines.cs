using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>
/// The plan's lines, made safe for a Markdown parser: sizes and nesting are capped, a fence that was never closed is
/// closed before the next heading, and a page that is one big Markdown fence is unwrapped. Each line keeps its number.
/// </summary>
internal static partial class PlanLines
{
    /// <summary>Characters of a line that are read; no one writes a longer one by hand.</summary>
    public const int LineLimit = 4_000;

    /// <summary>Lines that are read.</summary>
    public const int CountLimit = 8_000;

    /// <summary>Characters that are read altogether.</summary>
    public const int TotalLimit = 400_000;

    private const int IndentLimit = 80;
    private const int NestingLimit = 8;

    /// <summary>Splits and repairs <paramref name="text"/>.</summary>
    public static IReadOnlyList<PlanLine> Read(string text)
    {
        var lines = Split(text.TrimStart('\ufeff'));
        return CloseFences(Unwrap(lines));
    }

    private static List<PlanLine> Split(string text)
    {
        var lines = new List<PlanLine>();
        var total = 0;
        for (int start = 0, number = 1; start <= text.Length && number <= CountLimit && total < TotalLimit; number++)
        {
            var end = text.AsSpan(start).IndexOfAny('\r', '\n') is var at and >= 0 ? start + at : text.Length;
            var line = text.Substring(start, Math.Min(end - start, LineLimit)).Replace('\0', ' ');
            total += line.Length;
            lines.Add(new PlanLine(number, 1, Flatten(line)));
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
        return lines;
    }

    // Thousands of nested quotes or lists cost a parser its stack and mean nothing.
    private static string Flatten(string line)
    {
        var prefix = Containers().Match(line);
        if (prefix.Length > 0 && Markers().Count(prefix.Value) > NestingLimit)
        {
            line = line[prefix.Length..];
        }
        var indent = line.Length - line.TrimStart().Length;
        return indent > IndentLimit ? line[(indent - IndentLimit)..] : line;
    }

    // ```markdown ... ``` around the whole page: what was pasted from a chat or an issue.
    private static List<PlanLine> Unwrap(List<PlanLine> lines)
    {
        var first = lines.FindIndex(line => line.Text.Trim().Length > 0);
        if (first < 0 || !MarkdownFence().IsMatch(lines[first].Text))
        {
            return lines;
        }
        var last = lines.FindLastIndex(line => line.Text.Trim().Length > 0);
        return [.. lines.Where((line, i) => i != first && !(i == last && line.Text.Trim().All(c => c is '`' or '~')))];
    }

    private static List<PlanLine> CloseFences(List<PlanLine> lines)
    {
        var repaired = new List<PlanLine>(lines.Count + 4);
        for (var i = 0; i < lines.Count; i++)
        {
            repaired.Add(lines[i]);
            var open = Fence().Match(lines[i].Text);
            if (!open.Success)
            {
                continue;
            }
            var fence = open.Groups["fence"].Value;
            var end = EndOf(lines, i + 1, fence, out var closed);
            repaired.AddRange(lines.Skip(i + 1).Take(end - i - 1));
            if (!closed)
            {
                repaired.Add(lines[end - 1] with { Text = open.Groups["indent"].Value + fence });
                i = end - 1;
                continue;
            }
            repaired.Add(lines[end]);
            i = end;
        }
        return repaired;
    }

    // A listing ends at its closing fence; without one, or with another opening fence before it, at the next heading.
    private static int EndOf(List<PlanLine> lines, int start, string fence, out bool closed)
    {
        for (var i = start; i < lines.Count; i++)
        {
            var match = Fence().Match(lines[i].Text);
            if (!match.Success || match.Groups["fence"].Value[0] != fence[0])
            {
                continue;
            }
            if (match.Groups["info"].Value.Trim().Length == 0 && match.Groups["fence"].Length >= fence.Length)
            {
                closed = true;
                return i;
            }
            if (match.Groups["info"].Value.Trim().Length > 0)
            {
                closed = false;
                return Heading(lines, start, i) ?? i;
            }
        }
        closed = false;
        return Heading(lines, start, lines.Count) ?? lines.Count;
    }

    private static int? Heading(List<PlanLine> lines, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (HeadingLine().IsMatch(lines[i].Text) || TableRule().IsMatch(lines[i].Text) && i > start)
            {
                return TableRule().IsMatch(lines[i].Text) ? i - 1 : i;
            }
        }
        return null;
    }

    [GeneratedRegex(@"^[\s>*+.)\-0-9]+")]
    private static partial Regex Containers();

    [GeneratedRegex(@">|[*+\-](?=\s)|\d[.)](?=\s)")]
    private static partial Regex Markers();

    [GeneratedRegex(@"^(?<indent>(?:\s|>|[-*+]\s|\d{1,3}[.)]\s){0,12})(?<fence>`{3,}|~{3,})(?<info>[^`]*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*`{3,}\s*(markdown|md)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex MarkdownFence();

    // Two signs at least: one alone is a comment in many languages.
    [GeneratedRegex(@"^#{2,6}\s+\S")]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?\s*$")]
    private static partial Regex TableRule();
}

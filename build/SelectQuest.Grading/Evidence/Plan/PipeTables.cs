using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>Tables drawn with pipes, with or without the rule under the header, with or without outer pipes.</summary>
internal static partial class PipeTables
{
    /// <summary>How many lines from <paramref name="at"/> on are a table; 0 if none starts there.</summary>
    public static int At(IReadOnlyList<PlanLine> lines, int at)
    {
        var ruled = at + 1 < lines.Count && lines[at].Text.Contains('|') && IsRule(lines[at + 1].Text);
        if (!ruled && !lines[at].Text.StartsWith('|'))
        {
            return 0;
        }
        var count = 0;
        while (at + count < lines.Count && lines[at + count].Text.Contains('|'))
        {
            count++;
        }
        return ruled || count > 1 ? count : 0;
    }

    /// <summary>The table's rows without header and rule.</summary>
    public static IEnumerable<PlanBlock> Rows(IReadOnlyList<PlanLine> lines, Section section, int group)
    {
        var ruled = lines.Count > 1 && IsRule(lines[1].Text);
        var header = ruled ? Cells(lines[0].Text) : [];
        return lines
            .Skip(ruled ? 2 : 0)
            .Where(line => !IsRule(line.Text))
            .Select(line => new PlanBlock(BlockKind.Row, section, [line])
            {
                Cells = Cells(line.Text),
                Header = header,
                Group = group,
            });
    }

    private static string[] Cells(string line)
    {
        var inner = line.Trim();
        inner = inner.StartsWith('|') ? inner[1..] : inner;
        inner = inner.EndsWith('|') && !inner.EndsWith("\\|", StringComparison.Ordinal) ? inner[..^1] : inner;
        return [.. Bar().Split(inner).Select(cell => cell.Replace("\\|", "|", StringComparison.Ordinal).Trim())];
    }

    private static bool IsRule(string line) =>
        line.Contains('-') && line.Contains('|') && line.All(c => c is '|' or '-' or ':' or ' ');

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}

using System.Net;
using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>
/// Tables and comments written in HTML, taken out before Markdown is parsed: an HTML block ends at the first empty line,
/// and what follows, when indented, would be read as code.
/// </summary>
internal static partial class HtmlTables
{
    /// <summary>The lines with tables and comments blanked, and the rows they held.</summary>
    public static (IReadOnlyList<PlanLine> Lines, IReadOnlyList<PlanBlock> Rows) Extract(IReadOnlyList<PlanLine> lines)
    {
        var kept = new List<PlanLine>(lines.Count);
        var rows = new List<PlanBlock>();
        var table = new List<PlanLine>();
        var fenced = false;
        var comment = false;
        var group = 0;
        foreach (var line in lines)
        {
            fenced ^= table.Count == 0 && !comment && FenceLine().IsMatch(line.Text);
            var text = fenced ? line.Text : WithoutComments(line.Text, ref comment);
            var opens = !fenced && text.Contains("<table", StringComparison.OrdinalIgnoreCase);
            if (table.Count == 0 && !opens)
            {
                kept.Add(line with { Text = text });
                continue;
            }
            table.Add(line with { Text = text });
            kept.Add(line with { Text = "" });
            if (text.Contains("</table", StringComparison.OrdinalIgnoreCase))
            {
                rows.AddRange(Rows(table, ++group));
                table.Clear();
            }
        }
        rows.AddRange(Rows(table, ++group));
        return (kept, rows);
    }

    private static string WithoutComments(string text, ref bool inside)
    {
        var kept = "";
        var rest = text;
        while (true)
        {
            var mark = inside ? "-->" : "<!--";
            var at = rest.IndexOf(mark, StringComparison.Ordinal);
            if (at < 0)
            {
                return inside ? kept : kept + rest;
            }
            kept += inside ? "" : rest[..at];
            rest = rest[(at + mark.Length)..];
            inside = !inside;
        }
    }

    private static List<PlanBlock> Rows(List<PlanLine> table, int group)
    {
        var rows = new List<PlanBlock>();
        IReadOnlyList<string> header = [];
        var cells = new List<string>();
        var heads = 0;
        var cell = (string?)null;
        var start = table.FirstOrDefault();
        foreach (var line in table)
        {
            var at = 0;
            foreach (Match tag in Tag().Matches(line.Text))
            {
                cell = cell is null ? null : cell + line.Text[at..tag.Index];
                at = tag.Index + tag.Length;
                var name = tag.Groups["name"].Value.ToLowerInvariant();
                var closes = tag.Groups["close"].Length > 0;
                if (name is "td" or "th" or "tr" or "table" && cell is not null)
                {
                    cells.Add(Clean(cell));
                    cell = null;
                }
                if (name is "td" or "th" && !closes)
                {
                    cell = "";
                    heads += name == "th" ? 1 : 0;
                }
                if (name is "tr" or "table")
                {
                    EndRow();
                    start = line;
                }
            }
            cell = cell is null ? null : cell + line.Text[at..] + "\n";
        }
        if (cell is not null)
        {
            cells.Add(Clean(cell));
        }
        EndRow();
        return rows;

        void EndRow()
        {
            if (cells.Count > 1 && heads == cells.Count)
            {
                header = cells.ToArray();
            }
            else if (cells.Count > 0)
            {
                var text = string.Join(" | ", cells);
                var column = start!.Text.Length - start.Text.TrimStart().Length + 1;
                rows.Add(
                    new PlanBlock(BlockKind.Row, Section.None, [new PlanLine(start.Number, column, text)])
                    {
                        Cells = cells.ToArray(),
                        Header = header,
                        Group = group,
                    }
                );
            }
            cells.Clear();
            heads = 0;
        }
    }

    private static string Clean(string cell) => WebUtility.HtmlDecode(AnyTag().Replace(cell, " ")).Trim();

    [GeneratedRegex(@"<(?<close>/?)(?<name>table|tr|td|th)\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"<[^<>]{0,200}>")]
    private static partial Regex AnyTag();

    [GeneratedRegex(@"^\s*(```|~~~)")]
    private static partial Regex FenceLine();
}

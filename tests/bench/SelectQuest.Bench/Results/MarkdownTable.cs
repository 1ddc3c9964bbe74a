using System.Text;

namespace SelectQuest.Bench.Results;

/// <summary>A table as Markdown has it: the first column on the left, figures on the right.</summary>
internal static class MarkdownTable
{
    /// <param name="rows">Each with as many cells as the head; an empty cell is a figure that was not measured.</param>
    public static string Of(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        Row(text, head);
        Row(text, [.. head.Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in rows)
        {
            Row(text, [.. row.Select(cell => cell.Length == 0 ? "–" : cell)]);
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}

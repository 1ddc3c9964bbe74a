using System.Text;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>
/// Comma-separated values (RFC 4180) for a spreadsheet: a cell that it would take for a formula begins with an apostrophe,
/// and no control or change of reading direction is left in one.
/// </summary>
internal static class CsvText
{
    // The wide forms of the same signs are formulas too, to some spreadsheets.
    private const string FormulaSigns = "=+-@＝＋－＠";

    /// <summary>One row, ending in CR LF.</summary>
    public static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string text)
    {
        var clean = LogCommands.Disarm(string.Concat(text.EnumerateRunes().Select(Visible)));
        var content = clean.TrimStart();
        var guarded =
            content.Length > 0 && FormulaSigns.Contains(content[0], StringComparison.Ordinal) ? $"'{clean}" : clean;
        return guarded.AsSpan().ContainsAny(",;\"") || guarded != guarded.Trim()
            ? $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : guarded;
    }

    // Joiners are letters' business in many scripts, and a gradebook has to get its own names back.
    private static string Visible(Rune rune) =>
        rune.Value is 0x200c or 0x200d ? rune.ToString() : PlainText.OneLine(rune.ToString());

    /// <summary>All rows, the head first; blank lines are none. Cells are parted by commas, or by semicolons if the head has them.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var body = text.TrimStart('\ufeff');
        var head = body.Split('\n', 2)[0];
        var mark = head.Count(c => c == ';') > head.Count(c => c == ',') ? ';' : ',';
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < body.Length; i++)
        {
            var character = body[i];
            if (quoted)
            {
                var isEscaped = character == '"' && i + 1 < body.Length && body[i + 1] == '"';
                quoted = character != '"' || isEscaped;
                i += isEscaped ? 1 : 0;
                _ = quoted ? cell.Append(character) : cell;
            }
            else if (character == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (character == mark)
            {
                row.Add(cell.ToString());
                cell.Clear();
            }
            else if (character == '\n')
            {
                End();
            }
            else if (character != '\r')
            {
                cell.Append(character);
            }
        }

        End();
        return rows;

        void End()
        {
            row.Add(cell.ToString());
            cell.Clear();
            if (row.Count > 1 || row[0].Trim().Length > 0)
            {
                rows.Add([.. row]);
            }

            row.Clear();
        }
    }
}

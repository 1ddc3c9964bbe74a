using System.Text;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Batch;

/// <summary>Reads comma-separated values as RFC 4180 has them; a BOM and any line ending are allowed.</summary>
internal static class CsvFile
{
    /// <exception cref="UnusableInputException">It cannot be read, or a quote is never closed.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path).ReplaceLineEndings("\n"), path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{path} could not be read: {missing.Message}");
        }
    }

    private static List<IReadOnlyList<string>> Parse(string text, string path)
    {
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"' when quoted && at + 1 < text.Length && text[at + 1] == '"':
                    cell.Append('"');
                    at++;
                    break;
                case '"' when quoted || cell.Length == 0:
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    EndCell();
                    break;
                case '\n' when !quoted:
                    EndCell();
                    rows.Add(row);
                    row = [];
                    break;
                default:
                    cell.Append(text[at]);
                    break;
            }
        }

        if (quoted)
        {
            throw new UnusableInputException($"{path}, row {rows.Count + 1}: a quote is opened and never closed.");
        }

        if (cell.Length > 0 || row.Count > 0)
        {
            EndCell();
            rows.Add(row);
        }

        return rows;

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}

using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>The class list as a gradebook exports it.</summary>
/// <param name="Columns">Its head, as it was.</param>
/// <param name="Rows">As many cells as there are columns, as they were.</param>
/// <param name="Key">The column that holds what submissions are matched by: <see cref="ClassEntry.StudentId"/>.</param>
internal sealed record Roster(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int Key)
{
    // What Canvas, Moodle and Classroom 50 call it, the most particular first.
    private static readonly string[] KeyColumns =
    [
        "SIS Login ID",
        "SIS User ID",
        "ID number",
        "Username",
        "Email address",
        "ID",
        "Student ID",
    ];

    // Columns that tell who a student is. Others are other grades: to import those again could undo newer ones.
    private static readonly string[] IdentityColumns =
    [
        .. KeyColumns,
        "Student",
        "Integration ID",
        "Root Account",
        "Section",
        "First name",
        "Last name",
        "Surname",
        "Full name",
        "Institution",
        "Department",
        "Email",
        "first_name",
        "last_name",
        "github_id",
    ];

    /// <summary>Reads an export in CSV.</summary>
    /// <param name="key">The name of the key column; null for the first one that is known.</param>
    /// <exception cref="UnusableInputException">There is no head, no such column, or a key twice.</exception>
    public static Roster Read(string csv, string? key = null)
    {
        var rows = CsvText.Read(csv);
        if (rows.Count == 0)
        {
            throw new UnusableInputException("the roster is empty. Export the class list from your gradebook as CSV.");
        }

        var columns = rows[0].Select(c => c.Trim()).ToArray();
        var at = key is null ? FirstKnown(columns) : Find(columns, key);
        if (at < 0)
        {
            var wanted = key is null ? $"any of {string.Join(", ", KeyColumns)}" : key;
            throw new UnusableInputException(
                $"the roster has no column {PlainText.OneLine(wanted)}. It has: {PlainText.OneLine(string.Join(", ", columns))}. Name one of these."
            );
        }

        var roster = new Roster(columns, [.. rows.Skip(1).Select(row => Padded(row, columns.Length))], at);
        var twice = roster
            .Rows.Select(roster.KeyOf)
            .OfType<string>()
            .CountBy(k => k, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(k => k.Value > 1)
            .Key;
        return twice is null
            ? roster
            : throw new UnusableInputException(
                $"the roster has {PlainText.OneLine(twice)} twice in its column {PlainText.OneLine(columns[at])}. Name a column that tells students apart."
            );
    }

    /// <summary>What a row's student is matched by; null for a row that is no student's.</summary>
    public string? KeyOf(IReadOnlyList<string> row) => row[Key].Trim() is { Length: > 0 } key ? key : null;

    /// <summary>A row's name: Canvas has one column for it, Moodle two; null where there is neither.</summary>
    public string? NameOf(IReadOnlyList<string> row)
    {
        var whole = Cell(row, "Student") ?? Cell(row, "Full name");
        var parts = new[]
        {
            Cell(row, "First name") ?? Cell(row, "first_name"),
            Cell(row, "Last name") ?? Cell(row, "Surname") ?? Cell(row, "last_name"),
        };
        return whole ?? (parts.Any(p => p is not null) ? string.Join(' ', parts.OfType<string>()) : null);
    }

    /// <summary>The columns that tell who a student is, in their order.</summary>
    public IEnumerable<int> Identity =>
        Enumerable
            .Range(0, Columns.Count)
            .Where(i => i == Key || IdentityColumns.Contains(Columns[i], StringComparer.OrdinalIgnoreCase));

    private string? Cell(IReadOnlyList<string> row, string column) =>
        Find(Columns, column) is >= 0 and var at && row[at].Trim() is { Length: > 0 } text ? text : null;

    private static int FirstKnown(string[] columns) =>
        KeyColumns.Select(name => Find(columns, name)).FirstOrDefault(at => at >= 0, -1);

    private static int Find(IReadOnlyList<string> columns, string name) =>
        columns.ToList().FindIndex(c => string.Equals(c, name.Trim(), StringComparison.OrdinalIgnoreCase));

    private static IReadOnlyList<string> Padded(IReadOnlyList<string> row, int columns) =>
        [.. row.Concat(Enumerable.Repeat("", columns)).Take(columns)];
}

using System.Globalization;
using System.Text;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>
/// The column of scores that Canvas and Moodle import. A cell is a final score or it is empty: what waits for a person, and
/// what is missing, becomes no number that somebody would have to take back.
/// </summary>
internal static class Gradebook
{
    private const string PointsPossible = "Points Possible";

    /// <param name="roster">Gives the columns and the rows; null for the students that were judged.</param>
    public static string Write(ClassReport report, Roster? roster = null) =>
        roster is null ? OfEntries(report) : OfRoster(report, roster);

    /// <summary>Judged, and not in the roster: they are in no row, so somebody has to be told.</summary>
    public static IReadOnlyList<ClassEntry> NotInRoster(ClassReport report, Roster roster)
    {
        var known = roster.Rows.Select(roster.KeyOf).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. report.ByName.Where(e => e.StudentId is null || !known.Contains(e.StudentId.Trim()))];
    }

    private static string OfEntries(ClassReport report)
    {
        var rows = report.ByName.Select(e => new[] { e.Name, e.StudentId ?? "", Score(e) });
        return string.Concat(rows.Prepend(["Student", "ID", report.Assignment]).Select(CsvText.Row));
    }

    private static string OfRoster(ClassReport report, Roster roster)
    {
        var entries = report
            .Entries.Where(e => e.StudentId is not null)
            .ToLookup(e => e.StudentId!.Trim(), StringComparer.OrdinalIgnoreCase);
        var identity = roster.Identity.ToArray();
        var text = new StringBuilder();
        text.Append(CsvText.Row([.. identity.Select(i => roster.Columns[i]), Column(report, roster)]));
        foreach (var row in roster.Rows)
        {
            var score = roster.KeyOf(row) is { } key ? Score(entries[key]) : Possible(report, row);
            text.Append(CsvText.Row([.. identity.Select(i => row[i]), score]));
        }

        return text.ToString();
    }

    // Canvas knows an assignment by the number behind its name: "Quest (4711)".
    private static string Column(ClassReport report, Roster roster) =>
        roster.Columns.FirstOrDefault(c =>
            c == report.Assignment || c.StartsWith($"{report.Assignment} (", StringComparison.Ordinal)
        ) ?? report.Assignment;

    // Of two that bear one student's name nobody but a person can tell which is theirs.
    private static string Score(IEnumerable<ClassEntry> ofOne) =>
        ofOne.Take(2).ToArray() is [var only] ? Score(only) : "";

    private static string Score(ClassEntry? entry) =>
        entry is { IsDecided: true } ? entry.Verdict.Score.Points.ToString(CultureInfo.InvariantCulture) : "";

    // A row of Canvas's own, under the head.
    private static string Possible(ClassReport report, IReadOnlyList<string> row) =>
        row.Any(cell => cell.Trim() == PointsPossible) && report.Entries.Count > 0
            ? report.Entries.Max(e => e.Verdict.Score.Max).ToString(CultureInfo.InvariantCulture)
            : "";
}

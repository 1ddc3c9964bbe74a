using System.Globalization;
using System.Text;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Verdicts;

/// <summary>
/// Text that is not what it looks like: controls that move a terminal's cursor, marks that reverse the reading direction, names
/// that a spreadsheet, a shell or a build takes for an order. Every report shows it as text; a person should know that it is there.
/// </summary>
internal static class IntegrityDisguise
{
    private const int Shown = 6;

    /// <summary>What a spreadsheet takes for a formula where it stands first.</summary>
    private const string FormulaStarts = "=+-@";

    /// <summary>Of markup, a shell and a build's log. An ampersand is none: many a course has one in its name.</summary>
    private const string Orders = "<>|;`$:";

    public static IEnumerable<Check> Judge(Submission submission)
    {
        (string What, Location? Where)[] found =
        [
            .. NameOf(submission.Name),
            .. submission.Sources.Where(file => Hidden(file.Path) is not null).Select(file => OfPath(file.Path)),
            .. submission.Sources.Prepend(submission.Plan).OfType<TextFile>().SelectMany(OfText),
        ];
        return found.Length == 0
            ? []
            :
            [
                Check.Review(
                    "SQ818",
                    "There is text that shows otherwise than it is, or that a program may obey: "
                        + string.Join(", ", found.Take(Shown).Select(one => one.What))
                        + (found.Length > Shown ? $" and {found.Length - Shown} more." : "."),
                    found.Select(one => one.Where).FirstOrDefault(where => where is not null)
                ),
            ];
    }

    private static IEnumerable<(string, Location?)> NameOf(string name)
    {
        if (Hidden(name) is { } hidden)
        {
            yield return ($"{hidden} in the submission's name", null);
        }
        else if (name.Length > 0 && (FormulaStarts.Contains(name[0]) || name.Any(Orders.Contains)))
        {
            yield return ("markup or an order in the submission's name", null);
        }
    }

    private static (string, Location?) OfPath(string path) =>
        ($"{Hidden(path)} in a file's name", new Location(path, 1));

    private static IEnumerable<(string, Location?)> OfText(TextFile file)
    {
        var line = 1;
        foreach (var rune in file.Text.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                line++;
            }
            else if (IsHidden(rune) && rune.Value is not ('\r' or '\t' or '\f' or 0xfeff))
            {
                yield return ($"{Named(rune)} at {file.Path}:{line}", new Location(file.Path, line));
                yield break;
            }
        }
    }

    private static string? Hidden(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                return Named(rune);
            }
        }

        return null;
    }

    // Joiners and soft hyphens are letters' business in many scripts; overrides and isolates of direction are not.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
        || rune.Value is (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069);

    private static string Named(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
}

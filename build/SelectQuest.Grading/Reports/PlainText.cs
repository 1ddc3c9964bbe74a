using System.Globalization;
using System.Text;

namespace SelectQuest.Grading.Reports;

/// <summary>
/// A student's text on someone's terminal: nothing in it may move the cursor, change colours, reverse the reading
/// direction or flood the screen, and nothing may give orders to a build. What would is shown as its code point instead.
/// </summary>
internal static class PlainText
{
    /// <summary>Longer observations than this many characters are cut: the file itself is one click away.</summary>
    public const int Longest = 1000;

    /// <summary>One line: breaks and tabs become blanks, controls become <c>\u{1b}</c>.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= Longest)
            {
                return LogCommands.Disarm(line.Append('…').ToString());
            }

            line.Append(rune.Value is '\n' or '\r' or '\t' ? " " : Visible(rune));
        }

        return LogCommands.Disarm(line.ToString());
    }

    /// <summary>Many lines, whole: line endings become <c>\n</c>, tabs stay, other controls become visible.</summary>
    public static string Lines(string text) =>
        string.Join(
            '\n',
            string.Concat(
                    text.ReplaceLineEndings("\n")
                        .EnumerateRunes()
                        .Select(r => r.Value is '\n' or '\t' ? r.ToString() : Visible(r))
                )
                .Split('\n')
                .Select(LogCommands.Disarm)
        );

    /// <summary>How many terminal columns the text takes: marks none, East Asian wide characters and emoji two.</summary>
    public static int Columns(string text) => text.EnumerateRunes().Sum(Columns);

    /// <summary>Breaks at blanks, and inside a word only where it is wider than the line.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, width)))
        {
            var columns = Columns(word);
            if (used > 0 && used + 1 + columns > width)
            {
                lines.Add(LogCommands.Disarm(line.ToString()));
                line.Clear();
                used = 0;
            }

            used += used > 0 ? columns + 1 : columns;
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(LogCommands.Disarm(line.ToString()));
        return lines;
    }

    private static IEnumerable<string> Pieces(string word, int width)
    {
        var piece = new StringBuilder();
        var used = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            if (used > 0 && used + Columns(rune) > width)
            {
                yield return piece.ToString();
                piece.Clear();
                used = 0;
            }

            piece.Append(rune.ToString());
            used += Columns(rune);
        }

        yield return piece.ToString();
    }

    private static string Visible(Rune rune) =>
        IsInvisible(rune) ? string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}") : rune.ToString();

    // Noncharacters, which no font draws and no XML may hold, among them.
    private static bool IsInvisible(Rune rune) =>
        (rune.Value & 0xfffe) == 0xfffe
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.Surrogate;

    private static int Columns(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0
        : rune.Value
            is (>= 0x1100 and <= 0x115f)
                or (>= 0x2e80 and <= 0xa4cf)
                or (>= 0xac00 and <= 0xd7a3)
                or (>= 0xf900 and <= 0xfaff)
                or (>= 0xfe30 and <= 0xfe6f)
                or (>= 0xff00 and <= 0xff60)
                or (>= 0xffe0 and <= 0xffe6)
                or (>= 0x1f300 and <= 0x1faff)
                or (>= 0x20000 and <= 0x3fffd)
            ? 2
        : 1;
}

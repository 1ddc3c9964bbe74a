using System.Globalization;
using System.Text;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>
/// Text brought to one form in which words can be looked up: lower case, without accents, identifiers taken apart
/// (<c>readFds</c>, <c>read_fds</c> and <c>READ FDS</c> read the same), full-width forms narrowed, and a space wherever
/// a script without word boundaries meets Latin letters or digits.
/// </summary>
internal static class Folded
{
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿœæšžřčąęłńśźżőű";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyyoaszrcaelnszzou";

    /// <summary>Folds <paramref name="text"/>; the result's length has nothing to do with the original's.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length + 16);
        var before = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = Narrow(text[i]);
            if (c == '_')
            {
                c = ' ';
            }
            if (IsSeam(before, c, i + 1 < text.Length ? text[i + 1] : '\0'))
            {
                folded.Append(' ');
            }
            before = c;
            Append(folded, char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }

    /// <summary>Scripts that put no spaces between words.</summary>
    public static bool IsIdeographic(char c) =>
        c is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff' or >= '\uac00' and <= '\ud7af' or '々' or 'ー';

    // A new word starts: fooBar, FOOBar, 50台, FD_SETで.
    private static bool IsSeam(char before, char c, char after) =>
        char.IsLower(before) && char.IsUpper(c)
        || char.IsUpper(before) && char.IsUpper(c) && char.IsLower(after) && after != 's'
        || char.IsLetterOrDigit(before) && char.IsLetterOrDigit(c) && IsIdeographic(before) != IsIdeographic(c);

    private static char Narrow(char c) =>
        c switch
        {
            >= '\uff01' and <= '\uff5e' => (char)(c - 0xfee0),
            '\u3000' or '\u00a0' or '\t' => ' ',
            '。' => '.',
            '、' => ',',
            '“' or '”' or '„' or '「' or '」' => '"',
            '‘' or '’' or '`' => '\'',
            '–' or '—' or '−' => '-',
            _ => c,
        };

    private static void Append(StringBuilder folded, char lower)
    {
        if (lower == 'ß')
        {
            folded.Append("ss");
            return;
        }
        if (CharUnicodeInfo.GetUnicodeCategory(lower) == UnicodeCategory.NonSpacingMark)
        {
            return; // an accent written as a character of its own
        }
        var at = lower > '\u00bf' ? Accented.IndexOf(lower, StringComparison.Ordinal) : -1;
        folded.Append(at >= 0 ? Plain[at] : lower);
    }
}

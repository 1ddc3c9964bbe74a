using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>A line of a listing with its comment and the content of its strings taken away.</summary>
internal sealed record CodeLine(int Number, int Column, string Text, string Comment)
{
    /// <summary>Leading white space, a tab being four columns.</summary>
    public int Indent => Text.TakeWhile(char.IsWhiteSpace).Sum(c => c == '\t' ? 4 : 1);
}

/// <summary>Comments, strings and disabled branches of any of the languages students write.</summary>
internal static partial class CodeText
{
    /// <summary>Strips <paramref name="lines"/>; empty lines stay, so that indexes agree.</summary>
    public static IReadOnlyList<CodeLine> Strip(IReadOnlyList<PlanLine> lines)
    {
        var stripped = new List<CodeLine>(lines.Count);
        var end = ""; // what ends the comment or string we are in
        var disabled = 0; // nesting of #if 0
        // There # is a length.
        var lua = lines.Any(line => line.Text.TrimStart().StartsWith("local ", StringComparison.Ordinal));
        foreach (var line in lines)
        {
            var directive = line.Text.TrimStart();
            if (disabled > 0 || Disabled().IsMatch(directive))
            {
                disabled += directive.StartsWith("#if", StringComparison.Ordinal) ? 1 : 0;
                disabled -= directive.StartsWith("#endif", StringComparison.Ordinal) ? 1 : 0;
                disabled = disabled == 1 && directive.StartsWith("#else", StringComparison.Ordinal) ? 0 : disabled;
                stripped.Add(new CodeLine(line.Number, line.Column, "", ""));
                continue;
            }
            var (text, comment) = Split(line.Text, lua, ref end);
            stripped.Add(new CodeLine(line.Number, line.Column, text, comment.Trim()));
        }
        return stripped;
    }

    private static (string Text, string Comment) Split(string line, bool lua, ref string end)
    {
        var text = new System.Text.StringBuilder();
        var comment = new System.Text.StringBuilder();
        for (var i = 0; i < line.Length; )
        {
            if (end.Length > 0)
            {
                var at = line.IndexOf(end, i, StringComparison.Ordinal);
                comment.Append(at < 0 ? line[i..] : line[i..at]).Append(' ');
                i = at < 0 ? line.Length : at + end.Length;
                end = at < 0 ? end : "";
                continue;
            }
            var rest = line.AsSpan(i);
            if (rest.StartsWith("/*"))
            {
                (end, i) = ("*/", i + 2);
            }
            else if (rest.StartsWith("(*") && !rest.StartsWith("(*)"))
            {
                if (line.IndexOf("*)", i, StringComparison.Ordinal) < 0)
                {
                    text.Append(line[i++]); // a dereference: (*p).x
                    continue;
                }
                (end, i) = ("*)", i + 2);
            }
            else if (rest.StartsWith("\"\"\"") || rest.StartsWith("'''"))
            {
                (end, i) = (line.Substring(i, 3), i + 3);
            }
            else if (IsLineComment(line, i) && !(lua && line[i] == '#'))
            {
                comment.Append(line.AsSpan(i).TrimStart("/#-;'%!※").Trim());
                break;
            }
            else if (StringEnd(line, i) is var close and > 0)
            {
                text.Append(line[i]).Append(line[i]);
                i = close + 1;
            }
            else
            {
                text.Append(line[i++]);
            }
        }
        return (text.ToString().TrimEnd(), comment.ToString());
    }

    private static bool IsLineComment(string line, int at)
    {
        var first = line.AsSpan(0, at).IsWhiteSpace();
        var spaced =
            at == 0 || char.IsWhiteSpace(line[at - 1]) || line[at - 1] is ';' or '}' or ')' or ':' or ',' or '{';
        var rest = line.AsSpan(at);
        return rest[0] switch
        {
            '/' => rest.StartsWith("//") && (at == 0 || line[at - 1] != ':') || rest.StartsWith("///"),
            '#' => spaced && !(first && Directive().IsMatch(line[at..])) && !(rest.Length > 1 && char.IsDigit(rest[1])),
            '-' => rest.StartsWith("--") && spaced && (rest.Length == 2 || rest[2] is ' ' or '-'),
            ';' => first && (rest.StartsWith(";;") || rest.StartsWith("; ")),
            '\'' => spaced && rest[1..].IndexOf('\'') < 0 && rest.Length > 2,
            '%' => first,
            '※' => true,
            'R' or 'r' => first && rest.StartsWith("REM ", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    // The index of the closing quote, or -1: an apostrophe in a sentence opens nothing.
    private static int StringEnd(string line, int at)
    {
        var quote = line[at];
        if (quote is not ('"' or '\'' or '`') || quote != '"' && at > 0 && char.IsLetterOrDigit(line[at - 1]))
        {
            return -1;
        }
        for (var i = at + 1; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
            }
            else if (line[i] == quote)
            {
                return i;
            }
        }
        return -1;
    }

    [GeneratedRegex(@"^#\s*(include|define|if|ifdef|ifndef|endif|else|elif|pragma|undef|error|region|endregion)\b")]
    private static partial Regex Directive();

    [GeneratedRegex(@"^#\s*if\s+(0|false)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Disabled();
}

using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>The little that is needed of expressions in any language: names, calls, arguments, assignments.</summary>
internal static partial class Expressions
{
    /// <summary>Splits at the commas outside of parentheses, brackets and braces.</summary>
    public static IReadOnlyList<string> SplitAtCommas(string text)
    {
        var parts = new List<string>();
        var open = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            open +=
                text[i] is '(' or '[' or '{' ? 1
                : text[i] is ')' or ']' or '}' ? -1
                : 0;
            if (open == 0 && text[i] is ',' or '，' or '、')
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
        }
        parts.Add(text[start..].Trim());
        return parts is [""] ? [] : parts;
    }

    /// <summary>What stands between the parenthesis at <paramref name="open"/> and its partner.</summary>
    public static string Inside(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth +=
                text[i] is '(' or '（' ? 1
                : text[i] is ')' or '）' ? -1
                : 0;
            if (depth == 0)
            {
                return text[(open + 1)..i];
            }
        }
        return text[(open + 1)..];
    }

    /// <summary>All names in the text, with their paths: <c>ctx->sets.read</c> is one name.</summary>
    public static IEnumerable<string> Names(string text) => Path().Matches(text).Select(match => Bare(match.Value));

    /// <summary>Whether <paramref name="name"/> is used in the text, itself or by one of its members.</summary>
    public static bool Mentions(string text, string name) =>
        name.Length > 0
        && Names(text)
            .Any(found =>
                found.Equals(name, StringComparison.OrdinalIgnoreCase)
                || found.Length > name.Length
                    && found.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                    && found[name.Length] is '.' or '['
            );

    /// <summary>The name an argument passes on: without address-of, ref, casts and the like; null if it is an expression.</summary>
    public static string? Passed(string argument)
    {
        var text = Cast().Replace(Label().Replace(argument.Trim(), ""), "");
        text = PassingWord().Replace(text, "");
        while (Wrapped().Match(text) is { Success: true } wrapped)
        {
            text = PassingWord().Replace(wrapped.Groups["inner"].Value.Trim(), "");
        }
        text = Bare(text.Trim());
        return WholePath().IsMatch(text) ? text : null;
    }

    /// <summary>Left and right of the first assignment that is not a comparison; null if there is none.</summary>
    public static (string Left, string Right)? Assignment(string text)
    {
        for (var (i, open) = (0, 0); i < text.Length; i++)
        {
            open +=
                text[i] is '(' or '{' ? 1
                : text[i] is ')' or '}' ? -1
                : 0;
            if (open <= 0 && SignAt(text, i) is var length and > 0)
            {
                return (text[..i].Trim(), text[(i + length)..].Trim().TrimEnd(';').Trim());
            }
        }
        return null;
    }

    /// <summary>
    /// What the statement assigns to <paramref name="name"/>, also when it assigns to several: <c>fd_set r = {0}, w = {0}</c>,
    /// <c>r, w = [], []</c>, <c>r = w = []</c>. Null if it assigns nothing to it.
    /// </summary>
    public static string? ValueOf(string text, string name)
    {
        if (Assignment(text) is not var (left, right))
        {
            // C++: fd_set read{};
            var braces = text.IndexOf('{');
            return
                braces > 0
                && text.TrimEnd(';', ' ').EndsWith('}')
                && Names(text[..braces]).LastOrDefault() is { } made
                && Same(made, name)
                ? text[braces..]
                : null;
        }
        var parts = SplitAtCommas(text.TrimEnd(';'));
        foreach (var part in parts.Count > 1 ? parts : [])
        {
            if (
                Assignment(part) is var (one, value)
                && Same(Target(one), name)
                && !one.Contains('(', StringComparison.Ordinal)
            )
            {
                // r, w = [], []  has its first sign in the middle: that is a tuple's, told apart by its targets.
                if (!ReferenceEquals(part, parts[0]) && Assignment(parts[0]) is null)
                {
                    break;
                }
                return Last(value);
            }
        }
        var declared = Declaration().Replace(left, "").Trim();
        var targets = SplitAtCommas(
            declared is ['(' or '[' or '{', ..] ? declared.Trim('(', ')', '[', ']', '{', '}', ' ') : declared
        );
        var at = targets.ToList().FindIndex(target => Same(Target(target), name));
        if (at >= 0 && targets.Count > 1)
        {
            var values = SplitAtCommas(right.StartsWith('(') ? Inside(right, 0) : right);
            return values.Count == targets.Count ? values[at] : right;
        }
        return at == 0 ? Last(right)
            : right.Contains('=', StringComparison.Ordinal) ? ValueOf(right, name)
            : null;
    }

    // a = b = []  assigns the last value to both.
    private static string Last(string value) =>
        Assignment(value) is var (left, right) && !left.Contains(' ', StringComparison.Ordinal) ? Last(right) : value;

    // READ[fd] = true changes an element and leaves the set.
    private static string Target(string text) =>
        text.TrimEnd().EndsWith(']')
        && text.Contains('[', StringComparison.Ordinal)
        && !Names(text).Any(name => name.EndsWith(']'))
            ? ""
            : Names(text).LastOrDefault() ?? "";

    private static bool Same(string one, string other) =>
        one.Length > 0 && one.Equals(other, StringComparison.OrdinalIgnoreCase);

    // The length of an assignment sign, 0 if there is none here.
    private static int SignAt(string text, int at)
    {
        var (before, after) = (at > 0 ? text[at - 1] : ' ', at + 1 < text.Length ? text[at + 1] : ' ');
        return text[at] switch
        {
            '←' => 1,
            ':' when after == '=' => 2,
            '<' when after == '-' && before == ' ' => 2,
            '=' when after is not ('=' or '>' or '~') && !"=<>!+-*/|&~:".Contains(before, StringComparison.Ordinal) =>
                1,
            _ => 0,
        };
    }

    /// <summary>The calls in the text: name and arguments.</summary>
    public static IEnumerable<(string Name, string Arguments, int Index)> Calls(string text) =>
        CallStart()
            .Matches(text)
            .Take(50)
            .Where(match => !Keyword().IsMatch(match.Groups["name"].Value))
            .Select(match => (match.Groups["name"].Value, Inside(text, match.Index + match.Length - 1), match.Index));

    /// <summary>Replaces whole names, also where they begin a path.</summary>
    public static string Rename(string text, IReadOnlyDictionary<string, string> names) =>
        names.Count == 0
            ? text
            : Identifier()
                .Replace(
                    text,
                    match =>
                        names.TryGetValue(match.Value, out var to) && (match.Index == 0 || text[match.Index - 1] != '.')
                            ? to
                            : match.Value
                );

    private static string Bare(string name)
    {
        var bare = name.Replace("->", ".", StringComparison.Ordinal).Replace("::", ".", StringComparison.Ordinal);
        bare = bare.TrimStart('$', '@', '&', '*');
        return Receiver().Replace(bare, "");
    }

    [GeneratedRegex(
        @"[\p{L}_$@][\p{L}\p{N}_]*(?:(?:\.|->|::)[\p{L}_][\p{L}\p{N}_]*|\[\w+\])*",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Path();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*|\[\w+\])*$", RegexOptions.NonBacktracking)]
    private static partial Regex WholePath();

    [GeneratedRegex(@"[\p{L}_$][\p{L}\p{N}_]*", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^(this|self|Self|me)\.")]
    private static partial Regex Receiver();

    [GeneratedRegex(@"^\(\s*(struct\s+)?\w+\s*\*?\s*\)\s*(?=[&\w])")]
    private static partial Regex Cast();

    // timeout: 1, readfds=r
    [GeneratedRegex(@"^[A-Za-z]\w*\s*(=|:)(?![=:])\s*")]
    private static partial Regex Label();

    [GeneratedRegex(@"^(?:(?:ref|out|in|mut|byref|var|addr|inout)\s+|&\s*mut\s+|[&*@^$]\s*)+", RegexOptions.IgnoreCase)]
    private static partial Regex PassingWord();

    [GeneratedRegex(@"^(?:Some|Box|Ref)\((?<inner>.*)\)$")]
    private static partial Regex Wrapped();

    [GeneratedRegex(@"^\s*(?:(?:let|var|const|auto|val|final|static|mut|local|my|dim)\s+)+")]
    private static partial Regex Declaration();

    // Words that take parentheses and call nothing.
    [GeneratedRegex(
        @"^(if|elif|elsif|while|for|foreach|until|switch|match|return|and|or|not|in|unless|catch|wenn|si|mientras)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Keyword();

    [GeneratedRegex(@"(?<name>[\p{L}_][\p{L}\p{N}_]*(?:(?:\.|->|::)[\p{L}_][\p{L}\p{N}_]*)*[!?]?)\s?[(（]")]
    private static partial Regex CallStart();
}

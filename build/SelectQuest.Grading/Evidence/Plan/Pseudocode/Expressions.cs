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

    /// <summary>Left and right of an assignment that is not a comparison; null if there is none.</summary>
    public static (string Left, string Right)? Assignment(string text)
    {
        var match = Assign().Match(text);
        return match.Success
            ? (match.Groups["left"].Value.Trim(), match.Groups["right"].Value.Trim().TrimEnd(';'))
            : null;
    }

    /// <summary>The calls in the text: name and arguments.</summary>
    public static IEnumerable<(string Name, string Arguments, int Index)> Calls(string text) =>
        CallStart()
            .Matches(text)
            .Take(50)
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

    [GeneratedRegex(
        @"^(?<left>[^=<>!:←]*?(?:\[[^\]]*\])?[^=<>!:←]*?)\s*(?::=|←|<-|(?<![=<>!+\-*/|&])=(?![=>~]))\s*(?<right>.*)$",
        RegexOptions.Singleline,
        200
    )]
    private static partial Regex Assign();

    [GeneratedRegex(@"(?<name>[\p{L}_][\p{L}\p{N}_]*(?:(?:\.|->|::)[\p{L}_][\p{L}\p{N}_]*)*[!?]?)\s?[(（]")]
    private static partial Regex CallStart();
}

using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>The three sets of select.</summary>
internal enum SetRole
{
    Read,
    Write,
    Error,
}

/// <summary>One call of select: what is passed where, and under which names the answer comes back.</summary>
/// <param name="Arguments">As written.</param>
/// <param name="Sets">The arguments that are sets, by role; null where it cannot be told from the call.</param>
/// <param name="Nfds">The first argument; null for an interface that has none.</param>
/// <param name="Timeout">The argument for it; null if there is none.</param>
/// <param name="Results">The names of three results, in the order of the roles; else empty.</param>
internal sealed partial record SelectCall(
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<SetRole, string>? Sets,
    string? Nfds,
    string? Timeout,
    IReadOnlyList<string> Results
)
{
    /// <summary>The sets are overwritten in place, as the system call does, not returned as new ones.</summary>
    public bool InPlace => Results.Count == 0;

    /// <summary>The call in this statement; null if there is none.</summary>
    public static SelectCall? In(string text)
    {
        if (Import().IsMatch(text))
        {
            return null;
        }
        foreach (Match match in Called().Matches(text))
        {
            var inside = Expressions.Inside(text, match.Index + match.Length - 1);
            var arguments = Expressions.SplitAtCommas(inside);
            if (arguments.Count < 2 && match.Index > 0 && text[match.Index - 1] == '.')
            {
                continue; // selector.select(timeout): an object that hides which call it makes
            }
            if (
                !inside.Contains("=>", StringComparison.Ordinal) && !inside.Contains("lambda", StringComparison.Ordinal)
            )
            {
                return Of(arguments, Results3(text[..match.Index]));
            }
        }
        var spoken = Spoken().Match(text);
        return spoken.Success
            ? Of(Expressions.SplitAtCommas(spoken.Groups["rest"].Value), []) with
            {
                Sets = null,
            }
            : null;
    }

    private static SelectCall Of(IReadOnlyList<string> arguments, IReadOnlyList<string> results)
    {
        var hasNfds = arguments.Count >= 5 || arguments.Count > 0 && LooksLikeNfds(arguments[0]);
        var first = hasNfds ? 1 : 0;
        var known = arguments.Count >= first + 3 && !arguments.Any(argument => argument is "..." or "…");
        var sets = known
            ? new Dictionary<SetRole, string>
            {
                [SetRole.Read] = arguments[first],
                [SetRole.Write] = arguments[first + 1],
                [SetRole.Error] = arguments[first + 2],
            }
            : null;
        var timeout =
            arguments.Count > first + 3 ? arguments[first + 3]
            : known ? null
            : arguments.FirstOrDefault(argument => Vocabulary.Timeout.In(Folded.Of(argument)));
        return new SelectCall(arguments, sets, hasNfds ? arguments[0] : null, timeout, results);
    }

    private static bool LooksLikeNfds(string argument)
    {
        var words = Folded.Of(argument);
        return Vocabulary.Highest.In(words)
            || Number().IsMatch(words) && !argument.Contains('[')
            || words.Contains("size", StringComparison.Ordinal);
    }

    // r, w, x = select(...)   (r, w, x) :=   const [r, w, x] =
    private static IReadOnlyList<string> Results3(string before)
    {
        var match = Targets().Match(Declared().Replace(before, ""));
        if (!match.Success)
        {
            return [];
        }
        var names = Expressions.SplitAtCommas(match.Groups["names"].Value.Trim().Trim('(', ')', '[', ']', '{', '}'));
        return names.Count == 3 ? [.. names.Select(name => name.Trim())] : [];
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?:\w+_)?p?select\s?[(（]", RegexOptions.IgnoreCase)]
    private static partial Regex Called();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}_.])select\b(?!\s*[{(.])(?<rest>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex Spoken();

    [GeneratedRegex(@"^\s*(import|from|using|use|require|#include|#pragma)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Import();

    [GeneratedRegex(@"^\s*(?<names>[^=]+?)\s*(?::=|=|←|<-)\s*[\w.:]*$")]
    private static partial Regex Targets();

    [GeneratedRegex(@"^\s*(?:(?:let|var|const|auto|local|my|val)\s+)+(?:mut\s+)?")]
    private static partial Regex Declared();

    [GeneratedRegex(@"^\(?\s*\d+\b|\+ ?1\b|\b1 ?\+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}

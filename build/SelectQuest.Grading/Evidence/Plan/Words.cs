using System.Text;
using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>
/// A set of words to look for in <see cref="Folded"/> text. <c>clos*</c> is a word's beginning, <c>*puffer</c> its end,
/// <c>*menge*</c> any part; a word in a script without spaces is found anywhere. One pass over the text, whatever it is:
/// plans come from strangers.
/// </summary>
internal sealed class Words
{
    // One word: its text, and whether it has to begin and end where a word does.
    private readonly record struct Entry(string Text, bool Begins, bool Ends);

    private readonly IReadOnlyList<string> _listed;
    private readonly Dictionary<char, Entry[]> _byFirst;

    /// <param name="lists">Words separated by commas; a phrase may contain spaces, which hyphens may stand for.</param>
    public Words(params string[] lists)
    {
        _listed =
        [
            .. lists
                .SelectMany(list => list.Split(','))
                .Select(word => word.Trim())
                .Where(word => word.Length > 0)
                .Distinct(),
        ];
        _byFirst = _listed
            .Select(Read)
            .GroupBy(entry => entry.Text[0])
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>An alternation to build a larger pattern from.</summary>
    public string Pattern =>
        string.Join(
            '|',
            _listed
                .Select(Read)
                .Select(entry =>
                    (entry.Begins ? @"\b" : "")
                    + Regex.Escape(entry.Text).Replace("\\ ", @"[\s-]+", StringComparison.Ordinal)
                    + (entry.Ends ? @"\b" : "")
                )
        );

    /// <summary>Whether one of the words occurs.</summary>
    public bool In(string folded) => Find(folded, 0).Length > 0;

    /// <summary>Where the first of the words occurs, or -1.</summary>
    public int IndexIn(string folded) => Find(folded, 0) is { Length: > 0 } found ? found.Index : -1;

    /// <summary>The text without the words.</summary>
    public string RemoveFrom(string folded)
    {
        var kept = new StringBuilder(folded.Length);
        var from = 0;
        while (Find(folded, from) is { Length: > 0 } found)
        {
            kept.Append(folded, from, found.Index - from).Append(' ');
            from = found.Index + found.Length;
        }
        return kept.Append(folded, from, folded.Length - from).ToString();
    }

    /// <summary>Both lists together.</summary>
    public static Words operator +(Words left, Words right) => new([.. left._listed, .. right._listed]);

    private (int Index, int Length) Find(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (!_byFirst.TryGetValue(text[i], out var entries))
            {
                continue;
            }
            foreach (var entry in entries)
            {
                var length = entry.Begins && !Boundary(text, i) ? 0 : Match(text, i, entry.Text);
                if (length > 0 && (!entry.Ends || Boundary(text, i + length)))
                {
                    return (i, length);
                }
            }
        }
        return default;
    }

    // The length of the text that matches here, 0 if none: a space in a phrase is one or more spaces, breaks or hyphens.
    private static int Match(string text, int at, string word)
    {
        var i = at;
        foreach (var c in word)
        {
            if (c == ' ')
            {
                var gap = i;
                while (i < text.Length && (char.IsWhiteSpace(text[i]) || text[i] == '-'))
                {
                    i++;
                }
                if (i == gap)
                {
                    return 0;
                }
            }
            else if (i < text.Length && text[i] == c)
            {
                i++;
            }
            else
            {
                return 0;
            }
        }
        return i - at;
    }

    // Between a letter or digit and anything else.
    private static bool Boundary(string text, int at) =>
        (at > 0 && char.IsLetterOrDigit(text[at - 1])) != (at < text.Length && char.IsLetterOrDigit(text[at]));

    private static Entry Read(string listed)
    {
        var word = Folded.Of(listed.Trim('*')).Trim();
        var free = word.Any(Folded.IsIdeographic) || !char.IsLetterOrDigit(word[0]);
        return new Entry(
            word,
            !free && !listed.StartsWith('*'),
            !free && !listed.EndsWith('*') && char.IsLetterOrDigit(word[^1])
        );
    }
}

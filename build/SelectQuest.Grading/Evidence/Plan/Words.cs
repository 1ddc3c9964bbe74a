using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>
/// A set of words to look for in <see cref="Folded"/> text. <c>clos*</c> is a word's beginning, <c>*puffer</c> its end,
/// <c>*menge*</c> any part; a word in a script without spaces is found anywhere.
/// </summary>
internal sealed class Words
{
    private readonly Regex _pattern;

    /// <param name="lists">Words separated by commas; a phrase may contain spaces.</param>
    public Words(params string[] lists)
    {
        Entries =
        [
            .. lists.SelectMany(list => list.Split(',')).Select(word => word.Trim()).Where(word => word.Length > 0),
        ];
        Pattern = string.Join('|', Entries.Select(Alternative));
        // Linear in the text whatever the text is: plans come from strangers.
        _pattern = new Regex(Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    /// <summary>The words as they were listed.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>An alternation to build a larger pattern from.</summary>
    public string Pattern { get; }

    /// <summary>Whether one of the words occurs.</summary>
    public bool In(string folded) => _pattern.IsMatch(folded);

    /// <summary>Where the first of the words occurs, or -1.</summary>
    public int IndexIn(string folded) => _pattern.Match(folded) is { Success: true } match ? match.Index : -1;

    /// <summary>How often the words occur.</summary>
    public int CountIn(string folded) => _pattern.Count(folded);

    /// <summary>The text without the words.</summary>
    public string RemoveFrom(string folded) => _pattern.Replace(folded, " ");

    /// <summary>Both lists together.</summary>
    public static Words operator +(Words left, Words right) => new([.. left.Entries, .. right.Entries]);

    private static string Alternative(string entry)
    {
        var word = Folded.Of(entry.Trim('*')).Trim();
        var text = Regex.Escape(word).Replace("\\ ", @"[\s-]+", StringComparison.Ordinal);
        if (word.Any(Folded.IsIdeographic) || !char.IsLetterOrDigit(word[0]))
        {
            return text;
        }
        return (entry.StartsWith('*') ? "" : @"\b") + text + (entry.EndsWith('*') ? "" : @"\b");
    }
}

using System.Globalization;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>
/// Submissions that hang together by looking alike. Forty copies of one file are one matter for a person to look into and
/// not the 780 pairs they form.
/// </summary>
/// <param name="Members">By name.</param>
/// <param name="Links">One fewer than members, most alike first: the most similar pairs that hold the group together.</param>
internal sealed record LookAlikeGroup(IReadOnlyList<string> Members, IReadOnlyList<SuspiciousPair> Links)
{
    /// <param name="pairs">Most similar first, as <see cref="Copies.Among"/> gives them.</param>
    /// <returns>Largest first, then by the names.</returns>
    public static IReadOnlyList<LookAlikeGroup> Of(IReadOnlyList<SuspiciousPair> pairs)
    {
        // Kruskal's way to a spanning forest: a pair counts if it joins two groups that nothing joined before it.
        var leaders = new Dictionary<string, string>(StringComparer.Ordinal);
        var links = pairs.Where(pair => Join(leaders, pair)).ToArray();
        return
        [
            .. links
                .GroupBy(link => Leader(leaders, link.First), StringComparer.Ordinal)
                .Select(group => new LookAlikeGroup(Names(group), [.. group]))
                .OrderByDescending(group => group.Members.Count)
                .ThenBy(group => group.Members[0], StringComparer.Ordinal),
        ];
    }

    /// <summary><c>9 look alike, in 2 groups</c>.</summary>
    public static string Words(IReadOnlyList<LookAlikeGroup> groups) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{groups.Sum(group => group.Members.Count)} look alike, in {groups.Count} {(groups.Count == 1 ? "group" : "groups")}"
        );

    private static bool Join(Dictionary<string, string> leaders, SuspiciousPair pair)
    {
        var (one, other) = (Leader(leaders, pair.First), Leader(leaders, pair.Second));
        leaders[one] = other;
        return one != other;
    }

    private static string Leader(Dictionary<string, string> leaders, string name)
    {
        while (leaders.TryGetValue(name, out var above) && above != name)
        {
            name = above;
        }

        return name;
    }

    private static string[] Names(IEnumerable<SuspiciousPair> links) =>
        [
            .. links
                .SelectMany(link => new[] { link.First, link.Second })
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>Lines of one file, both ends inclusive, from 1.</summary>
internal sealed record LineRange(string File, int First, int Last);

/// <summary>A range of lines in one submission and its like in another.</summary>
internal sealed record MatchingLines(LineRange First, LineRange Second)
{
    /// <summary>Marks that repeat are tried at no more than this many places in the other submission.</summary>
    private const int MostPlaces = 16;

    /// <summary>Matches that are this few lines apart in both are one: a changed line between them does not part them.</summary>
    private const int SmallGap = 3;

    public static IReadOnlyList<MatchingLines> Between(Fingerprint first, Places second)
    {
        var found = new List<MatchingLines>();
        for (var at = 0; at < first.Marks.Count; at++)
        {
            var (there, length) = Longest(first, at, second);
            if (length > 0)
            {
                Add(found, new(Range(first, at, length), Range(second.Of, there, length)));
                at += length - 1;
            }
        }

        return found;
    }

    // Of all places where the other has this mark, the one after which most marks go on alike.
    private static (int There, int Length) Longest(Fingerprint first, int at, Places second)
    {
        var best = (There: 0, Length: 0);
        foreach (var there in second[first.Marks[at].Hash].Take(MostPlaces))
        {
            var length = 1;
            while (GoesOn(first, at + length) && GoesOn(second.Of, there + length) && Same(length))
            {
                length++;
            }

            if (length > best.Length)
            {
                best = (there, length);
            }

            bool Same(int ahead) => first.Marks[at + ahead].Hash == second.Of.Marks[there + ahead].Hash;
        }

        return best;
    }

    private static bool GoesOn(Fingerprint of, int at) =>
        at < of.Marks.Count && of.Marks[at].File == of.Marks[at - 1].File;

    private static LineRange Range(Fingerprint of, int from, int length)
    {
        var marks = Enumerable.Range(from, length).Select(i => of.Marks[i]).ToArray();
        return new(of.Files[marks[0].File], marks.Min(mark => mark.First), marks.Max(mark => mark.Last));
    }

    private static void Add(List<MatchingLines> found, MatchingLines next)
    {
        if (found.Count > 0 && Follows(found[^1].First, next.First) && Follows(found[^1].Second, next.Second))
        {
            found[^1] = new(Joined(found[^1].First, next.First), Joined(found[^1].Second, next.Second));
        }
        else
        {
            found.Add(next);
        }
    }

    private static bool Follows(LineRange range, LineRange next) =>
        range.File == next.File && next.First >= range.First && next.First <= range.Last + 1 + SmallGap;

    private static LineRange Joined(LineRange range, LineRange next) =>
        range with
        {
            Last = Math.Max(range.Last, next.Last),
        };
}

/// <summary>A fingerprint with the way from a hash to the marks that have it.</summary>
internal sealed class Places(Fingerprint of)
{
    private readonly ILookup<uint, int> at = of
        .Marks.Select((mark, index) => (mark.Hash, index))
        .ToLookup(place => place.Hash, place => place.index);

    public Fingerprint Of => of;

    /// <summary>Indices of the marks, in their order.</summary>
    public IEnumerable<int> this[uint hash] => at[hash];
}

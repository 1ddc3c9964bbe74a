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

    public static IReadOnlyList<MatchingLines> Between(Fingerprint first, Fingerprint second)
    {
        var places = second
            .Marks.Select((mark, at) => (mark.Hash, at))
            .ToLookup(place => place.Hash, place => place.at);
        var found = new List<MatchingLines>();
        for (var at = 0; at < first.Marks.Count; at++)
        {
            var (there, length) = Longest(first, at, second, places[first.Marks[at].Hash]);
            if (length > 0)
            {
                Add(found, new(Range(first, at, length), Range(second, there, length)));
                at += length - 1;
            }
        }

        return found;
    }

    // Of all places where the other has this mark, the one after which most marks go on alike.
    private static (int There, int Length) Longest(
        Fingerprint first,
        int at,
        Fingerprint second,
        IEnumerable<int> places
    )
    {
        var best = (There: 0, Length: 0);
        foreach (var there in places.Take(MostPlaces))
        {
            var length = 1;
            while (GoesOn(first.Marks, at + length) && GoesOn(second.Marks, there + length) && Same(length))
            {
                length++;
            }

            if (length > best.Length)
            {
                best = (there, length);
            }

            bool Same(int ahead) => first.Marks[at + ahead].Hash == second.Marks[there + ahead].Hash;
        }

        return best;
    }

    private static bool GoesOn(IReadOnlyList<FingerprintMark> marks, int at) =>
        at < marks.Count && marks[at].File == marks[at - 1].File;

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

using System.Runtime.InteropServices;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>Two submissions that share more than chance and the quest explain.</summary>
/// <param name="Similarity">Of the smaller one's marks, the part that the other has too: 0 to 1.</param>
/// <param name="Lines">Found when they are asked for: a class of copies has more pairs than anybody looks at.</param>
internal sealed record SuspiciousPair(
    string First,
    string Second,
    double Similarity,
    Lazy<IReadOnlyList<MatchingLines>> Lines
)
{
    /// <summary>Where, in the order of the first one's files and lines.</summary>
    public IReadOnlyList<MatchingLines> Matching => Lines.Value;
}

/// <summary>
/// Finds pairs worth a person's look. Never a grade: two people who learned from one book look alike, and a quest leaves
/// only so many ways.
/// </summary>
internal static class Copies
{
    /// <summary>
    /// Among 1225 pairs of correct servers of one author, in styles of their own, the median is 0.06, one in a hundred
    /// is above 0.23 and none above 0.31. A copy with a statement put in after every third keeps 0.62 or more.
    /// </summary>
    public const double Threshold = 0.5;

    /// <summary>Marks two submissions must share at least: what is smaller than some fifty lines proves nothing.</summary>
    public const int FewestShared = 20;

    /// <summary>The most similar pairs first. Names need not differ.</summary>
    public static IReadOnlyList<SuspiciousPair> Among(IReadOnlyList<(string Name, Fingerprint Fingerprint)> submissions)
    {
        var hashes = submissions
            .Select(submission => submission.Fingerprint.Marks.Select(mark => mark.Hash).ToHashSet())
            .ToArray();
        // One a submission, and only for those that are in a pair.
        var places = submissions.Select(submission => new Lazy<Places>(() => new(submission.Fingerprint))).ToArray();
        return
        [
            .. Pairs(hashes)
                .Select(pair =>
                    (
                        pair.First,
                        pair.Second,
                        Similarity: (double)pair.Shared / Math.Min(hashes[pair.First].Count, hashes[pair.Second].Count)
                    )
                )
                .Where(pair => pair.Similarity >= Threshold)
                .OrderByDescending(pair => pair.Similarity)
                .ThenBy(pair => pair.First)
                .ThenBy(pair => pair.Second)
                .Select(pair => new SuspiciousPair(
                    submissions[pair.First].Name,
                    submissions[pair.Second].Name,
                    pair.Similarity,
                    new(() => MatchingLines.Between(submissions[pair.First].Fingerprint, places[pair.Second].Value))
                )),
        ];
    }

    // From each hash to who has it: pairs that share nothing cost nothing.
    private static IEnumerable<(int First, int Second, int Shared)> Pairs(HashSet<uint>[] hashes)
    {
        var holders = new Dictionary<uint, List<int>>();
        for (var first = 0; first < hashes.Length; first++)
        {
            var shared = new int[first];
            foreach (var hash in hashes[first])
            {
                ref var others = ref CollectionsMarshal.GetValueRefOrAddDefault(holders, hash, out _);
                others ??= [];
                foreach (var other in others)
                {
                    shared[other]++;
                }

                others.Add(first);
            }

            for (var other = 0; other < first; other++)
            {
                if (shared[other] >= FewestShared)
                {
                    yield return (other, first, shared[other]);
                }
            }
        }
    }
}

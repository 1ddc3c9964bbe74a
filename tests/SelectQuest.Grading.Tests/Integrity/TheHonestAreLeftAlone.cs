using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>Servers that were written on their own are not flagged, nor is what everybody was given.</summary>
public class TheHonestAreLeftAlone
{
    private static readonly Lazy<IReadOnlyList<Submission>> Correct = new(() =>
        [
            .. CorpusSubmission
                .Names.Where(name => name.StartsWith("right-", StringComparison.Ordinal))
                .Select(CorpusSubmission.Case),
            CorpusSubmission.Solution(),
        ]
    );

    [Fact]
    public void No_two_correct_servers_of_the_corpus_are_flagged_unless_one_was_made_from_the_other()
    {
        var pairs = Pairs().ToLookup(pair => Family(pair.First) == Family(pair.Second));
        var flagged = Copies
            .Among([.. Correct.Value.Select(one => (one.Name, Fingerprint.Of(one)))])
            .Select(pair => (pair.First, pair.Second))
            .ToArray();

        Assert.NotEmpty(pairs[false]);
        Assert.Empty(flagged.Intersect(pairs[false]));
        // An overlay on someone's server is a copy of it.
        Assert.Empty(pairs[true].Except(flagged));
    }

    [Fact]
    public void The_starter_leaves_no_mark_in_anything()
    {
        Assert.Empty(Fingerprint.Of(CorpusSubmission.Starter()).Marks);

        var solution = Fingerprint.Of(CorpusSubmission.Solution());
        Assert.DoesNotContain("Program.cs", solution.Marks.Select(mark => Path.GetFileName(solution.Files[mark.File])));
    }

    [Fact]
    public void Code_copied_from_the_given_files_is_nobodys()
    {
        var seam = new TextFile(
            "src/SelectQuest.Server/MyKernel.cs",
            StarterFiles
                .Texts[IssuedRepo.Seam + "PosixSockets.cs"]
                .Replace("PosixSockets", "Mine", StringComparison.Ordinal)
        );

        Assert.Empty(Fingerprint.Of(new Submission("mine", null, [seam], false, [])).Marks);
    }

    [Fact]
    public void A_registry_alone_is_too_little_to_compare()
    {
        var registry = CorpusSubmission
            .Case("right-plain")
            .Sources.Where(file => file.Path.EndsWith("ConnectionRegistry.cs", StringComparison.Ordinal));
        var submission = new Submission("mine", null, [.. registry], false, []);
        var fingerprint = Fingerprint.Of(submission);

        Assert.InRange(fingerprint.Marks.Count, 1, Copies.FewestShared - 1);
        Assert.Empty(Copies.Among([("a", fingerprint), ("b", fingerprint)]));
    }

    [Fact]
    public void Nobody_is_compared_with_nothing() =>
        Assert.Empty(Copies.Among([("a", Fingerprint.Empty), ("b", Fingerprint.Empty)]));

    private static IEnumerable<(string First, string Second)> Pairs() =>
        from first in Enumerable.Range(0, Correct.Value.Count)
        from second in Enumerable.Range(first + 1, Correct.Value.Count - first - 1)
        select (Correct.Value[first].Name, Correct.Value[second].Name);

    // The case whose server was written on its own, and whose files those laid over it keep.
    private static string Family(string name) =>
        name == "solution" || CorpusSubmission.Label(name).Base is "solution" or "starter"
            ? name
            : Family(CorpusSubmission.Label(name).Base);
}

using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>Neither other names, nor another layout, nor another order hide a copy; and each is told with its lines.</summary>
public class CopiesAreFound
{
    public static TheoryData<string> Correct =>
        [
            .. CorpusSubmission
                .Names.Where(name => name.StartsWith("right-", StringComparison.Ordinal))
                .Append("solution"),
        ];

    [Theory]
    [MemberData(nameof(Correct))]
    public void Names_layout_comments_and_order_leave_no_trace_at_all(string name)
    {
        var original = Of(name);
        var marks = Hashes(original);

        Assert.Equal(marks, Hashes(Disguise.Of(original, Disguise.Renamed)));
        Assert.Equal(marks, Hashes(Disguise.Of(original, Disguise.Reformatted)));
        Assert.Equal(marks, Hashes(Disguise.Of(original, Disguise.OtherComments)));
        Assert.Equal(marks, Hashes(Disguise.Of(original, Disguise.Reordered)));
        Assert.Equal(marks, Hashes(Disguise.Of(original, Disguise.Wordier)));
        Assert.Equal(marks, Hashes(Disguise.Of(original, Disguise.Everything)));
    }

    [Theory]
    [MemberData(nameof(Correct))]
    public void With_a_statement_put_in_after_every_third_it_is_still_found(string name)
    {
        var original = Of(name);
        var copy = Disguise.Of(original, root => Disguise.Everything(Disguise.Printing(root)));

        var pair = Assert.Single(Among(original, copy));

        Assert.InRange(pair.Similarity, Copies.Threshold, 0.999);
    }

    [Fact]
    public void Files_that_were_joined_split_or_moved_are_the_same_code()
    {
        var original = Of("right-plain");
        var joined = original with
        {
            Sources = [new TextFile("src/SelectQuest.Server/All.cs", string.Join('\n', original.Sources.Select(Body)))],
        };

        Assert.Equal(1, Assert.Single(Among(original, joined)).Similarity);
    }

    [Fact]
    public void The_matching_lines_are_those_of_the_copy()
    {
        var original = Of("right-plain");
        var copy = original with
        {
            Name = "copy",
            Sources = [.. original.Sources.Select(file => file with { Text = new string('\n', 7) + file.Text })],
        };

        var pair = Assert.Single(Among(original, copy));

        Assert.Equal(("right-plain", "copy", 1d), (pair.First, pair.Second, pair.Similarity));
        Assert.All(
            pair.Matching,
            lines =>
            {
                Assert.Equal(
                    lines.First with
                    {
                        First = lines.First.First + 7,
                        Last = lines.First.Last + 7,
                    },
                    lines.Second
                );
                var text = original.Sources.Single(file => file.Path == lines.First.File).Text;
                Assert.InRange(lines.First.Last, lines.First.First, text.Split('\n').Length);
            }
        );
        Assert.Contains(pair.Matching, lines => lines.First.File.EndsWith("SelectLoop.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Members_in_another_order_are_told_one_by_one()
    {
        var original = Of("right-plain");

        var pair = Assert.Single(Among(original, Disguise.Of(original, Disguise.Reordered)));

        var loop = pair
            .Matching.Where(lines => lines.First.File.EndsWith("SelectLoop.cs", StringComparison.Ordinal))
            .ToArray();
        Assert.True(loop.Length > 1);
        Assert.Equal(loop.OrderBy(lines => lines.First.First), loop);
        Assert.Equal(loop.OrderByDescending(lines => lines.Second.First), loop);
    }

    [Fact]
    public void In_a_class_the_most_similar_pair_comes_first()
    {
        var plain = Of("right-plain");
        (string, Fingerprint)[] submissions =
        [
            ("a", Fingerprint.Of(plain)),
            ("b", Fingerprint.Of(Of("solution"))),
            ("c", Fingerprint.Of(Disguise.Of(plain, Disguise.Printing))),
            ("d", Fingerprint.Of(Disguise.Of(plain, Disguise.Everything))),
        ];

        var pairs = Copies.Among(submissions);

        Assert.Equal([("a", "d"), ("a", "c"), ("c", "d")], pairs.Select(pair => (pair.First, pair.Second)));
        Assert.Equal(pairs.OrderByDescending(pair => pair.Similarity), pairs);
    }

    [Fact]
    public void Among_three_hundred_the_one_copy_is_found()
    {
        var random = new Random(7);
        uint[] idioms = [.. Enumerable.Range(0, 30).Select(_ => (uint)random.Next())];
        var own = Enumerable
            .Range(0, 300)
            .Select(_ => idioms.Concat(Enumerable.Range(0, 140).Select(_ => (uint)random.Next())).ToArray())
            .ToArray();
        own[211] = [.. own[42].Take(110), .. own[211].Skip(110)];

        var pairs = Copies.Among([.. own.Select((hashes, i) => ($"student {i}", Made(hashes)))]);

        var pair = Assert.Single(pairs);
        Assert.Equal(("student 42", "student 211"), (pair.First, pair.Second));
        Assert.Equal([new MatchingLines(new("a.cs", 1, 112), new("a.cs", 1, 112))], pair.Matching);

        static Fingerprint Made(uint[] hashes) =>
            new(["a.cs"], [.. hashes.Select((hash, i) => new FingerprintMark(hash, 0, i + 1, i + 3))]);
    }

    private static Submission Of(string name) =>
        name == "solution" ? CorpusSubmission.Solution() : CorpusSubmission.Case(name);

    private static SortedSet<uint> Hashes(Submission submission) =>
        [.. Fingerprint.Of(submission).Marks.Select(mark => mark.Hash)];

    private static IReadOnlyList<SuspiciousPair> Among(params Submission[] submissions) =>
        Copies.Among([.. submissions.Select(submission => (submission.Name, Fingerprint.Of(submission)))]);

    // Using directives come first in a file, and one file has one namespace without braces.
    private static string Body(TextFile file) =>
        string.Join(
            '\n',
            file.Text.Split('\n')
                .Where(line =>
                    !line.StartsWith("using ", StringComparison.Ordinal)
                    && !line.StartsWith("namespace ", StringComparison.Ordinal)
                )
        );
}

using Microsoft.CodeAnalysis.CSharp;
using SelectQuest.Grading.Evidence.Integrity;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>The two promises of winnowing: what is long enough is found wherever it stands, what is too short never is.</summary>
public class WinnowingAsPublished
{
    private static readonly HashSet<uint> Nothing = [];

    public static TheoryData<int> Offsets => [.. Enumerable.Range(0, 2 * Winnowing.Window)];

    [Theory]
    [MemberData(nameof(Offsets))]
    public void A_shared_run_as_long_as_the_guarantee_shares_a_mark(int offset)
    {
        var run = Row(5000, Winnowing.Guarantee);

        Assert.True(Marks([.. Row(0, offset), .. run, .. Row(1000, 100)]).Overlaps(Marks([.. Row(2000, 57), .. run])));
    }

    [Fact]
    public void A_shared_run_shorter_than_a_gram_shares_none()
    {
        var run = Row(5000, Winnowing.GramLength - 1);

        var first = Grams([.. Row(0, 100), .. run, .. Row(1000, 100)]);
        Assert.False(first.ToHashSet().Overlaps(Grams([.. Row(2000, 100), .. run, .. Row(3000, 100)])));
    }

    [Fact]
    public void Between_the_starters_grams_the_guarantee_still_holds()
    {
        var run = Row(5000, Winnowing.Guarantee);
        var starters = Grams([.. Row(0, 40), .. run.Take(Winnowing.GramLength + 2)]).ToHashSet();
        var first = Marks([.. Row(0, 40), .. run, .. Row(1000, 40)], starters);
        var second = Marks([.. Row(2000, 40), .. run], starters);

        Assert.True(first.Overlaps(second));
        Assert.False(first.Overlaps(starters));
    }

    [Fact]
    public void What_is_all_starters_keeps_nothing()
    {
        var row = Row(0, 200);
        Assert.Empty(Winnowing.Kept(Grams(row), Grams(row).ToHashSet()));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(Winnowing.GramLength - 1, 0)]
    [InlineData(Winnowing.GramLength, 1)]
    [InlineData(Winnowing.Guarantee, 1)]
    public void A_short_row_keeps_one_mark_or_none(int tokens, int marks) =>
        Assert.Equal(marks, Winnowing.Kept(Grams(Row(0, tokens)), Nothing).Count());

    [Fact]
    public void Every_window_keeps_one_and_most_are_thrown_away()
    {
        var grams = Grams(Row(0, 5000));
        int[] kept = [.. Winnowing.Kept(grams, Nothing)];

        Assert.Equal(kept.Order().Distinct(), kept);
        Assert.All(kept.Zip(kept.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1, Winnowing.Window));
        // 2 / (w + 1) of them, as the paper has it for random hashes.
        Assert.InRange(kept.Length * (Winnowing.Window + 1.0) / (2.0 * grams.Length), 0.9, 1.1);
    }

    [Fact]
    public void The_hash_of_a_gram_depends_on_its_tokens_and_their_order_alone()
    {
        var run = Row(5000, Winnowing.GramLength);
        var alone = Assert.Single(Grams(run));

        Assert.Equal(alone, Grams([.. Row(0, 33), .. run])[33]);
        Assert.NotEqual(alone, Assert.Single(Grams([.. run.Reverse()])));
    }

    // Kinds that occur nowhere else.
    private static TokenAt[] Row(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(number => new TokenAt((SyntaxKind)number, 1))];

    private static uint[] Grams(TokenAt[] tokens) => Winnowing.Grams(tokens);

    private static HashSet<uint> Marks(TokenAt[] tokens, HashSet<uint>? known = null)
    {
        var grams = Grams(tokens);
        return [.. Winnowing.Kept(grams, known ?? Nothing).Select(i => grams[i])];
    }
}

using SelectQuest.Grading.Evidence.Integrity;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>Pairs that look alike are told as the groups they form.</summary>
public class WhoHangsTogether
{
    [Fact]
    public void Forty_copies_are_one_group_with_one_link_fewer()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"s{i:00}")];
        var pairs = names.SelectMany((_, i) => names.Skip(i + 1), (one, other) => Pair(one, other, 1)).ToArray();

        var group = Assert.Single(LookAlikeGroup.Of(pairs));

        Assert.Equal(780, pairs.Length);
        Assert.Equal(names, group.Members);
        Assert.Equal(39, group.Links.Count);
        Assert.Equal("40 look alike, in 1 group", LookAlikeGroup.Words([group]));
    }

    [Fact]
    public void A_group_is_held_together_by_its_most_similar_pairs()
    {
        SuspiciousPair[] pairs = [Pair("a", "b", 0.99), Pair("b", "c", 0.9), Pair("a", "c", 0.8), Pair("y", "z", 0.7)];

        var groups = LookAlikeGroup.Of(pairs);

        Assert.Equal(["a b c", "y z"], groups.Select(group => string.Join(' ', group.Members)));
        Assert.Equal(pairs[..2], groups[0].Links);
        Assert.Equal("5 look alike, in 2 groups", LookAlikeGroup.Words(groups));
    }

    [Fact]
    public void Two_groups_become_one_when_a_later_pair_joins_them()
    {
        var group = Assert.Single(LookAlikeGroup.Of([Pair("a", "b", 1), Pair("c", "d", 1), Pair("b", "d", 0.6)]));

        Assert.Equal(["a", "b", "c", "d"], group.Members);
        Assert.Equal([1, 1, 0.6], group.Links.Select(link => link.Similarity));
    }

    [Fact]
    public void Where_no_two_look_alike_there_is_no_group() => Assert.Empty(LookAlikeGroup.Of([]));

    private static SuspiciousPair Pair(string first, string second, double similarity) =>
        new(first, second, similarity, new([]));
}

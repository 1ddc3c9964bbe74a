using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Tests.Batch;

public class ShardsAreAPartition
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Every_name_belongs_to_exactly_one(int count)
    {
        var shards = Enumerable.Range(1, count).Select(index => new Shard(index, count)).ToArray();

        Assert.All(
            Enumerable.Range(0, 500).Select(number => $"student {number}"),
            name => Assert.Single(shards, shard => shard.Has(name))
        );
    }

    [Fact]
    public void None_of_four_gets_all_or_nothing_of_three_hundred()
    {
        var sizes = Enumerable
            .Range(1, 4)
            .Select(index => Enumerable.Range(0, 300).Count(number => new Shard(index, 4).Has($"student {number}")));

        Assert.All(sizes, size => Assert.InRange(size, 40, 120));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("1")]
    [InlineData("1/4/2")]
    [InlineData("-1/4")]
    [InlineData("one/two")]
    public void Anything_else_is_refused_with_what_is_expected(string text) =>
        Assert.Contains(
            "I/N",
            Assert.Throws<UnusableInputException>(() => Shard.Parse(text)).Message,
            StringComparison.Ordinal
        );
}

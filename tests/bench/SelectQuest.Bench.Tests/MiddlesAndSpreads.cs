using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Tests;

/// <summary>The median and the quartiles, in any order of the numbers.</summary>
public class MiddlesAndSpreads
{
    [Theory]
    [InlineData(3, 3, 3, new double[] { 3 })]
    [InlineData(1.5, 1.25, 1.75, new double[] { 2, 1 })]
    [InlineData(2, 1.5, 2.5, new double[] { 3, 1, 2 })]
    [InlineData(3, 2, 4, new double[] { 5, 1, 4, 2, 3 })]
    [InlineData(4, 2.5, 5.5, new double[] { 1, 7, 2, 6, 3, 5, 4 })]
    [InlineData(3, 2, 4, new double[] { 1, 2, 3, 4, 1_000_000 })]
    public void Of_some_numbers(double median, double lower, double upper, double[] numbers)
    {
        var found = Quartiles.Of(numbers)!;

        Assert.Equal((median, lower, upper), (found.Median, found.Lower, found.Upper));
        Assert.Equal(upper - lower, found.Spread);
        Assert.Equal(numbers.Length, found.Count);
    }

    [Fact]
    public void Of_none_there_are_none() => Assert.Null(Quartiles.Of([]));
}

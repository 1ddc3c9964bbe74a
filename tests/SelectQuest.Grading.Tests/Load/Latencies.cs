using SelectQuest.Cli.Load;

namespace SelectQuest.Grading.Tests.Load;

/// <summary>The histogram's percentiles are right to 4 %, from nanoseconds to minutes.</summary>
public class Latencies
{
    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(1_000)]
    [InlineData(999_999)]
    [InlineData(60_000_000_000)]
    public void One_value_is_every_percentile(long nanoseconds)
    {
        var latencies = new LatencyHistogram();
        latencies.Add(nanoseconds);

        var found = latencies.Percentile(0.5).TotalNanoseconds;

        Assert.Equal(found, latencies.Percentile(0.99).TotalNanoseconds);
        Assert.InRange(found, nanoseconds, nanoseconds * 1.04 + 100);
    }

    [Fact]
    public void Percentiles_count_from_below()
    {
        var latencies = new LatencyHistogram();
        for (var microseconds = 1; microseconds <= 1_000; microseconds++)
        {
            latencies.Add(microseconds * 1_000L);
        }

        Assert.Equal(1_000, latencies.Count);
        Assert.InRange(latencies.Percentile(0.5).TotalMicroseconds, 500, 520);
        Assert.InRange(latencies.Percentile(0.99).TotalMicroseconds, 990, 1_030);
        Assert.InRange(latencies.Percentile(1).TotalMicroseconds, 1_000, 1_040);
    }

    [Fact]
    public void Every_value_lies_between_two_bounds_once()
    {
        var latencies = new LatencyHistogram();
        for (var nanoseconds = 1L; nanoseconds < 100_000_000_000; nanoseconds = nanoseconds * 3 / 2 + 1)
        {
            latencies.Add(nanoseconds);
        }

        TimeSpan[] bounds =
        [
            TimeSpan.FromTicks(-1),
            TimeSpan.FromMicroseconds(5),
            TimeSpan.FromMilliseconds(2),
            TimeSpan.FromSeconds(1),
            TimeSpan.MaxValue,
        ];
        var counts = bounds.Zip(bounds.Skip(1), latencies.Between).ToArray();

        Assert.Equal(latencies.Count, counts.Sum());
        Assert.All(counts, count => Assert.True(count > 0));
    }

    [Fact]
    public void Without_a_value_there_is_no_latency()
    {
        Assert.Equal(TimeSpan.Zero, new LatencyHistogram().Percentile(0.5));
    }
}

using System.Numerics;

namespace SelectQuest.Cli.Load;

/// <summary>
/// Counts latencies in buckets that are at most 3 % wide: 32 for each power of two of nanoseconds. Nothing is kept for a
/// single message, so that ten million cost no more than ten.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int BucketBits = 5;
    private const int Buckets = 1 << BucketBits;

    private readonly long[] counts = new long[64 * Buckets];

    /// <summary>How many were added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one latency, in nanoseconds; what is below 0 counts as 0.</summary>
    public void Add(long nanoseconds)
    {
        counts[Bucket(Math.Max(0, nanoseconds))]++;
        Count++;
    }

    /// <summary>
    /// The latency that <paramref name="share"/> of all stayed within, 0 to 1, as the upper end of its bucket;
    /// <see cref="TimeSpan.Zero"/> if there are none.
    /// </summary>
    public TimeSpan Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            seen += counts[bucket];
            if (seen >= rank)
            {
                return FromNanoseconds(UpperEnd(bucket));
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>How many were longer than <paramref name="from"/> and at most <paramref name="to"/>, to the bucket.</summary>
    public long Between(TimeSpan from, TimeSpan to)
    {
        var sum = 0L;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            var end = UpperEnd(bucket);
            if (counts[bucket] > 0 && end > Nanoseconds(from) && end <= Nanoseconds(to))
            {
                sum += counts[bucket];
            }
        }

        return sum;
    }

    // Below 32 ns a bucket is one nanosecond; above, the leading bit and the five that follow it name the bucket.
    private static int Bucket(long value)
    {
        if (value < Buckets)
        {
            return (int)value;
        }

        var shift = BitOperations.Log2((ulong)value) - BucketBits;
        return (shift + 1) * Buckets + (int)(value >> shift) - Buckets;
    }

    private static long UpperEnd(int bucket)
    {
        if (bucket < Buckets)
        {
            return bucket;
        }

        var shift = bucket / Buckets - 1;
        return shift > 57 ? long.MaxValue : ((long)(bucket % Buckets + Buckets + 1) << shift) - 1;
    }

    private static long Nanoseconds(TimeSpan span) =>
        span == TimeSpan.MaxValue ? long.MaxValue : span.Ticks * TimeSpan.NanosecondsPerTick;

    private static TimeSpan FromNanoseconds(long nanoseconds) =>
        TimeSpan.FromTicks((nanoseconds + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick);
}

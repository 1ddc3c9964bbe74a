namespace SelectQuest.Bench.Statistics;

/// <summary>The middle of some numbers, and how far apart the middle half of them lies.</summary>
/// <param name="Lower">A quarter of them is not above it.</param>
/// <param name="Upper">A quarter of them is not below it.</param>
/// <param name="Count">How many there were; 1 or more.</param>
internal sealed record Quartiles(double Median, double Lower, double Upper, int Count)
{
    /// <summary>The interquartile range: what this benchmark calls spread.</summary>
    public double Spread => Upper - Lower;

    /// <returns>Null for no numbers.</returns>
    public static Quartiles? Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted.Length == 0 ? null : new(At(sorted, 0.5), At(sorted, 0.25), At(sorted, 0.75), sorted.Length);
    }

    // Between two of them a share of the way: of 1, 2 the median is 1.5.
    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }
}

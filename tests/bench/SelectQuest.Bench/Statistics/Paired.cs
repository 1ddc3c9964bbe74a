namespace SelectQuest.Bench.Statistics;

/// <summary>
/// Ratios of two servers, round by round. What the machine did to a round it did to both: the ratios spread less than the
/// figures do, and a round in which one of them is missing tells nothing.
/// </summary>
internal static class Paired
{
    /// <param name="figures">By round.</param>
    /// <param name="others">By round; what the figures are divided by.</param>
    public static IEnumerable<double> Ratios(
        IReadOnlyDictionary<int, double> figures,
        IReadOnlyDictionary<int, double> others
    ) =>
        figures
            .Where(figure => others.TryGetValue(figure.Key, out var other) && other > 0)
            .OrderBy(figure => figure.Key)
            .Select(figure => figure.Value / others[figure.Key]);
}

using System.Globalization;

namespace SelectQuest.Grading.Batch;

/// <summary>
/// <c>REPORT/times.csv</c>: how long judging took, in seconds, by slug. Beside the results and not in them, since it differs
/// from run to run. It only tells people where time went: a line that is lost or torn by a kill costs nothing else.
/// </summary>
internal static class JudgingTimes
{
    private const string Name = "times.csv";

    public static void Append(string report, string slug, TimeSpan took) =>
        File.AppendAllText(Path.Combine(report, Name), Line(slug, took));

    /// <summary>What is known; of a slug that was judged again, the last time.</summary>
    public static IReadOnlyDictionary<string, TimeSpan> Read(params IEnumerable<string> reports)
    {
        var times = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (
            var line in reports
                .Select(report => Path.Combine(report, Name))
                .Where(File.Exists)
                .SelectMany(File.ReadLines)
        )
        {
            if (line.Split(',') is [var slug, var text] && Seconds(text) is { } seconds)
            {
                times[slug] = seconds;
            }
        }

        return times;
    }

    /// <summary>One line each, by slug, in the place of all that was appended.</summary>
    public static void Write(string report, IEnumerable<KeyValuePair<string, TimeSpan>> times) =>
        ResultStore.WriteWhole(
            Path.Combine(report, Name),
            string.Concat(times.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => Line(one.Key, one.Value)))
        );

    private static string Line(string slug, TimeSpan took) =>
        string.Create(CultureInfo.InvariantCulture, $"{slug},{took.TotalSeconds:0.000}\n");

    // A file that was edited by hand may hold anything: a day is more than any deadline.
    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds < TimeSpan.SecondsPerDay
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

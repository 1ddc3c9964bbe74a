using System.Globalization;
using System.Text;

namespace SelectQuest.Cli.Load;

/// <summary>The student's curve in a terminal of 80 columns.</summary>
internal static class LoadReport
{
    private const int BarWidth = 40;

    /// <summary>Shares below it are not worth a row at either end of a histogram.</summary>
    private const double Visible = 0.001;

    // 1, 2, 5, 10 us and so on to 50 s: the reader's own ruler.
    private static readonly TimeSpan[] Bounds =
    [
        .. Enumerable
            .Range(0, 8)
            .SelectMany(power =>
                new[] { 1, 2, 5 }.Select(step => TimeSpan.FromMicroseconds(step * Math.Pow(10, power)))
            ),
    ];

    public static string Head(string server, LoadShape shape, int seconds) =>
        $"""
            {server}
            Messages of {shape.MessageBytes} bytes, {shape.Depth} under way for each client, {seconds} s for each row.
            Every byte that comes back is checked.

             clients    messages/s         p50         p99
            """;

    public static string Row(int clients, LoadFigures figures) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{clients, 8:#,0}{figures.MessagesPerSecond, 14:#,0}{Words(figures.Latencies.Percentile(0.5)), 12}{Words(figures.Latencies.Percentile(0.99)), 12}"
        );

    /// <summary>How many messages took how long: a bar for each step of the ruler.</summary>
    public static string Histogram(int clients, LatencyHistogram latencies)
    {
        var shares = Bounds
            .Select((bound, at) => (bound, Share(latencies, at == 0 ? TimeSpan.FromTicks(-1) : Bounds[at - 1], bound)))
            .Append((TimeSpan.MaxValue, Share(latencies, Bounds[^1], TimeSpan.MaxValue)))
            .ToList();
        var first = shares.FindIndex(row => row.Item2 >= Visible);
        var last = shares.FindLastIndex(row => row.Item2 >= Visible);
        var highest = shares.Max(row => row.Item2);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"One message with {clients:#,0} client{(clients == 1 ? "" : "s")}\n"
        );
        foreach (var (bound, share) in shares.GetRange(first, last - first + 1))
        {
            var bar = new string('█', (int)Math.Round(BarWidth * share / highest));
            var label = bound == TimeSpan.MaxValue ? "longer" : $"up to {Words(bound)}";
            text.Append(CultureInfo.InvariantCulture, $"  {label, -14}{bar, -BarWidth}{share, 8:0.0 %}\n");
        }

        return text.ToString();
    }

    /// <summary>A latency with three digits at most: <c>48 us</c>, <c>4.81 ms</c>, <c>1.2 s</c>.</summary>
    public static string Words(TimeSpan span)
    {
        var (number, unit) =
            span.TotalMilliseconds < 1 ? (span.TotalMicroseconds, "us")
            : span.TotalSeconds < 1 ? (span.TotalMilliseconds, "ms")
            : (span.TotalSeconds, "s");
        var format = number switch
        {
            < 10 => "0.##",
            < 100 => "0.#",
            _ => "0",
        };
        return $"{number.ToString(format, CultureInfo.InvariantCulture)} {unit}";
    }

    private static double Share(LatencyHistogram latencies, TimeSpan from, TimeSpan to) =>
        latencies.Count == 0 ? 0 : (double)latencies.Between(from, to) / latencies.Count;
}

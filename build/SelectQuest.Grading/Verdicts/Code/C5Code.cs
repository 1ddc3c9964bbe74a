using System.Globalization;
using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>C5: a timeout, chosen. Whether it is the plan's is asked where plan and code meet.</summary>
internal static class C5Code
{
    /// <summary>Below this an idle server wakes up more than a hundred times a second: it spins.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    /// <summary>Above this nobody who stops the server waits for it to notice.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static IEnumerable<Check> Judge(CodeEvidence code)
    {
        if (CodeGate.Closed(code) is { } closed)
        {
            return closed;
        }

        var facts = code.Source.Facts!;
        var calls = facts.Selects.Where(call => call.InIterate).ToArray();
        return CodeGate.NotStarted("SQ531", facts.Holes.Where(hole => hole.InIterate)) is [_, ..] open ? open
            : calls.Length == 0 ? [NoSelect(facts)]
            : [.. calls.SelectMany(call => OfCall(call.Timeout))];
    }

    private static IEnumerable<Check> OfCall(TimeoutValue timeout)
    {
        if (timeout.Unknown || timeout.Values.Count == 0)
        {
            yield return Check.Review(
                "SQ531",
                "The source does not show which timeout `select` is given.",
                timeout.Where
            );
        }

        foreach (var value in timeout.Values)
        {
            yield return OfValue(value, timeout);
        }
    }

    private static Check OfValue(TimeSpan value, TimeoutValue timeout) =>
        value switch
        {
            _ when value == Timeout.InfiniteTimeSpan => Check.Review(
                "SQ532",
                "`select` waits for ever: only a client or a signal wakes the loop.",
                timeout.Where
            ),
            // Zero now and then, when there is work left from the last round, is no spin.
            _ when value < Shortest && timeout.Values.Count == 1 && !timeout.Unknown => Check.Fail(
                "SQ533",
                $"The timeout is {Text(value)}: an idle server spins.",
                timeout.Where
            ),
            _ when value < Shortest => Check.Review("SQ533", $"The timeout is {Text(value)} at times.", timeout.Where),
            _ when value > Longest => Check.Review(
                "SQ531",
                $"The timeout is {Text(value)}: longer than a minute.",
                timeout.Where
            ),
            _ => Check.Pass("SQ531", $"The timeout is {Text(value)}.", timeout.Where),
        };

    private static string Text(TimeSpan value) =>
        value.Ticks % TimeSpan.TicksPerMillisecond == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / TimeSpan.TicksPerMillisecond:N0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds:0.####} ms");

    private static Check NoSelect(SourceFacts facts) =>
        facts.Selects.Count > 0
            ? Check.Review(
                "SQ531",
                "No iteration seems to come by the `select` whose timeout counts.",
                facts.Selects[0].Where
            )
            : Check.Fail("SQ531", "There is no `select` whose timeout could be looked at.", facts.Loop);
}

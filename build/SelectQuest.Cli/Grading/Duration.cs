using System.Globalization;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Grading;

/// <summary>A span of time as an option: <c>60s</c>, <c>2m</c>, <c>500ms</c>.</summary>
internal static class Duration
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1_000), ("m", 60_000)];

    /// <exception cref="UnusableInputException">It is no span from 1 ms to a day.</exception>
    public static TimeSpan Parse(string text, string option)
    {
        foreach (var (unit, factor) in Units)
        {
            if (
                text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(
                    text[..^unit.Length],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && TimeSpan.FromMilliseconds(number * factor) is { TotalMilliseconds: >= 1, TotalDays: <= 1 } span
            )
            {
                return span;
            }
        }

        throw new UnusableInputException(
            $"{option} takes a span of time such as 60s, 2m or 500ms, and not \"{text}\"."
        );
    }
}

using System.Globalization;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Load;

/// <summary>The numbers of clients in <c>--clients 50,200,900</c>.</summary>
internal static class ClientCounts
{
    public const string Usual = "50,200,900";

    private const int Most = 10_000;
    private const int MostCounts = 20;

    /// <exception cref="UnusableInputException">It is no list of numbers.</exception>
    public static IReadOnlyList<int> Parse(string text)
    {
        var parts = text.Split(',');
        if (parts.Length > MostCounts)
        {
            throw new UnusableInputException($"--clients takes {MostCounts} numbers at most, not {parts.Length}.");
        }

        return
        [
            .. parts.Select(part =>
                int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count is >= 1 and <= Most
                    ? count
                    : throw new UnusableInputException(
                        $"--clients takes numbers from 1 to {Most} with commas between them, such as {Usual}, and not \"{PlainText.OneLine(text)}\"."
                    )
            ),
        ];
    }
}

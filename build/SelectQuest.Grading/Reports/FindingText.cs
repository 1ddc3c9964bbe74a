using System.Text;

namespace SelectQuest.Grading.Reports;

/// <summary>A finding as a paragraph of plain text, for tools that show a test's output as it is.</summary>
internal static class FindingText
{
    /// <summary>All of it, ending in a line break: a reader of this alone misses nothing.</summary>
    public static string Of(Finding finding)
    {
        var check = finding.Check;
        var text = new StringBuilder($"{check.Rule} {finding.Title}\n");
        Row(text, "at", check.Where is { } at ? $"{at.File}:{at.Line}:{at.Column}" : null);
        Row(text, "observed", check.Observed);
        foreach (var line in check.Story?.TrimEnd('\n').Split('\n') ?? [])
        {
            Row(text, "story", line);
        }

        Row(text, "why", finding.Why);
        Row(text, "try", finding.Try);
        Row(text, "measured", check.Measured);
        Row(text, "reproduce", finding.Reproduce);
        Row(text, "more", finding.Explain);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string label, string? words)
    {
        if (!string.IsNullOrEmpty(words))
        {
            text.Append($"  {label}: {PlainText.OneLine(words)}\n");
        }
    }
}

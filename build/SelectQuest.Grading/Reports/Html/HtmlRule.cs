using System.Text;
using Markdig;
using Markdig.Syntax;
using SelectQuest.Grading.Rules;

namespace SelectQuest.Grading.Reports.Html;

/// <summary>What a rule's page says beyond its <i>why</i> and <i>try</i>: the example, and how it is found.</summary>
internal static class HtmlRule
{
    private const int ShownAlready = 2;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .DisableHtml()
        .Build();

    /// <summary>Empty where the page has nothing more. Pages are the kit's own, so this is no student's text.</summary>
    /// <param name="level">The level its headings take, 1 to 6.</param>
    public static string More(string id, int level)
    {
        if (RuleBook.Find(id) is not { } rule || Rest(rule) is not { Length: > 0 } rest)
        {
            return "";
        }

        var page = Markdown.Parse(rest, Pipeline);
        foreach (var heading in page.Descendants<HeadingBlock>())
        {
            heading.Level = level;
        }

        return page.ToHtml(Pipeline);
    }

    // The sections after those that every finding repeats.
    private static string Rest(Rule rule)
    {
        var rest = new StringBuilder();
        var (sections, inFence) = (0, false);
        foreach (var line in rule.Page.Split('\n'))
        {
            inFence ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            sections += !inFence && line.StartsWith("## ", StringComparison.Ordinal) ? 1 : 0;
            if (sections > ShownAlready)
            {
                rest.Append(line).Append('\n');
            }
        }

        return rest.ToString();
    }
}

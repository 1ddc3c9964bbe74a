using System.Text.RegularExpressions;
using SelectQuest.Grading.Evidence.Plan.Pseudocode;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>What the plan waits with: select, or something else that is another day's quest.</summary>
internal static partial class Mechanism
{
    /// <summary>The line that waits with something else in a plan whose loops never call select; null if there is none.</summary>
    public static Fact? OtherThanSelect(PlanDocument plan, bool hasSelect)
    {
        if (hasSelect)
        {
            return null;
        }
        foreach (var block in plan.Code)
        {
            foreach (var line in CodeText.Strip(block.Lines))
            {
                if (Other().Match(line.Text) is { Success: true } match)
                {
                    return Fact.No(
                        $"The loop waits with {match.Groups["name"].Value}, not with select.",
                        line.Number,
                        line.Column + match.Index
                    );
                }
            }
        }
        foreach (var sentence in plan.Text.SelectMany(Sentences.Of))
        {
            if (Spoken().Match(sentence.Words) is { Success: true } match)
            {
                return Fact.No(
                    $"The plan waits with {match.Groups["name"].Value}, not with select.",
                    sentence.At.Number,
                    sentence.At.Column
                );
            }
        }
        return null;
    }

    [GeneratedRegex(
        @"\b(?<name>p?poll|epoll_(?:wait|create1?|ctl)|epoll|kqueue|kevent|WSAPoll|io_uring\w*|selectors\.DefaultSelector|selectors\.EpollSelector)\b\s*\(|\.(?<name>poll)\(|(?<name>DefaultSelector)\(",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Other();

    [GeneratedRegex(
        @"\b(use|uses|using|with|on|call|calls|mit|avec|con|benutz\w*|verwend\w*|使)\s+(?<name>e?poll|kqueue|io uring)\b"
    )]
    private static partial Regex Spoken();
}

using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading;

/// <summary>The quest's criteria and "done when" items in the kit's words, short enough for one line of a report.</summary>
internal static class QuestText
{
    public const string PlanPath = "week-3/day2-select-plan.md";
    public const string SourceFolder = "src/SelectQuest.Server";

    public static string Title(Criterion criterion) =>
        criterion switch
        {
            Criterion.C1 => "Three sets, rebuilt before every select",
            Criterion.C2 => "Registry: add, remove, look up in O(1)",
            Criterion.C3 => "max-fd follows every add and remove",
            Criterion.C4 => "50+ clients at once, in bursts",
            Criterion.C5 => "A timeout, chosen and justified",
            _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, null),
        };

    public static IReadOnlyList<(string Id, string Text)> DoneWhen { get; } =
    [
        ("D1", "The registry adds, removes and looks up by fd in O(1)"),
        ("D2", "The loop rebuilds its sets before every select"),
        ("D3", "The accept handler sets O_NONBLOCK at once"),
        ("D4", "The read and write handlers take EAGAIN for \"later\", not for an error"),
        ("D5", "The test plan has six or more scenarios with 50 clients"),
    ];
}

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

    /// <summary>RestsOn: the criterion whose checks decide the item; null for items with checks of their own.</summary>
    public static IReadOnlyList<(string Id, Criterion? RestsOn, string Text)> DoneWhen { get; } =
    [
        ("D1", Criterion.C2, "The registry adds, removes and looks up by fd in O(1)"),
        ("D2", Criterion.C1, "The loop rebuilds its sets before every select"),
        ("D3", null, "The accept handler sets O_NONBLOCK at once"),
        ("D4", null, "The handlers take EAGAIN for \"later\", not for an error"),
        ("D5", Criterion.C4, "The test plan has six or more scenarios with 50 clients"),
    ];
}

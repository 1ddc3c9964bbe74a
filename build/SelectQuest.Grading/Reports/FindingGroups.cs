using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Reports;

/// <summary>Findings that stand under one heading of a report.</summary>
/// <param name="Heading">For people: <c>C1 C3 in the plan</c>, <c>Done when D3</c>, <c>Also</c>.</param>
/// <param name="Halves">The halves it decides, as <see cref="Findings.Id"/> names them; none for the last two kinds.</param>
/// <param name="Mark">How those halves came out, where they agree; else null.</param>
internal sealed record FindingGroup(
    string Heading,
    IReadOnlyList<string> Halves,
    Mark? Mark,
    IReadOnlyList<Finding> Findings
);

/// <summary>What needs attention, in the order of every report for people: the plan's, the code's, then the rest.</summary>
internal static class FindingGroups
{
    public static IReadOnlyList<FindingGroup> Of(Verdict verdict, IReadOnlyList<Finding> findings)
    {
        var open = findings.Where(f => f.NeedsAttention).ToArray();
        return [.. OfHalf(Half.Plan, verdict, open), .. OfHalf(Half.Code, verdict, open), .. Others(open)];
    }

    // What several criteria rest on, such as a missing plan, is told once, under all their names.
    private static IEnumerable<FindingGroup> OfHalf(Half half, Verdict verdict, Finding[] open)
    {
        var word = half == Half.Plan ? "plan" : "code";
        return from finding in open
            let criteria = CriteriaOf(finding, word)
            where criteria.Length > 0
            group finding by string.Join(' ', criteria) into grouped
            orderby grouped.Key
            let criteria = grouped.Key.Split(' ')
            let marks = verdict
                .Criteria.Where(c => criteria.Contains(c.Criterion.ToString()))
                .Select(c => Mark.Of(c.Halves.First(h => h.Half == half)))
                .Distinct()
                .ToArray()
            select new FindingGroup(
                $"{grouped.Key} in the {word}",
                [.. criteria.Select(c => $"{c}.{word}")],
                marks.Length == 1 ? marks[0] : null,
                [.. grouped]
            );
    }

    private static string[] CriteriaOf(Finding finding, string word) =>
        [
            .. finding
                .BelongsTo.Where(id => id.EndsWith($".{word}", StringComparison.Ordinal))
                .Select(id => id.Split('.')[0]),
        ];

    private static IEnumerable<FindingGroup> Others(Finding[] open) =>
        from finding in open
        where finding.BelongsTo.All(id => id[0] != 'C')
        group finding by finding.BelongsTo[0] into grouped
        select new FindingGroup(
            grouped.Key == Findings.Integrity ? "Also" : $"Done when {grouped.Key}",
            [],
            null,
            [.. grouped]
        );
}

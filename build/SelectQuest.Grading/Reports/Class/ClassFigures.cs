using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>How many students a rule concerns.</summary>
/// <param name="Finding">One of its findings, for its rule.</param>
/// <param name="Failed">Students it is proven broken for; an untouched hole of the starter is not counted.</param>
/// <param name="ForReview">Students a person has to decide it for.</param>
internal sealed record RuleCount(
    Finding Finding,
    IReadOnlyList<ClassEntry> Failed,
    IReadOnlyList<ClassEntry> ForReview
);

/// <summary>What a person has to look at in one submission, gravest first.</summary>
internal sealed record Undecided(ClassEntry Entry, IReadOnlyList<Finding> Findings);

/// <summary>How many submissions came out how in one half of one criterion.</summary>
internal sealed record Standing(Criterion Criterion, Half Half, IReadOnlyList<(Mark Mark, int Count)> Counts)
{
    public int Passed => Counts.Where(c => c.Mark.Word == Mark.Of(Outcome.Pass).Word).Sum(c => c.Count);

    public int All => Counts.Sum(c => c.Count);
}

/// <summary>What class-level reports count.</summary>
internal static class ClassFigures
{
    private static readonly Mark[] Order =
    [
        Mark.Of(Outcome.Pass),
        Mark.Of(Outcome.Fail),
        Mark.NotStarted,
        Mark.Of(Outcome.Review),
        Mark.Of(Outcome.Error),
    ];

    /// <summary>The criteria that were judged anywhere: the columns of a class.</summary>
    public static IReadOnlyList<Criterion> Criteria(ClassReport report) =>
        [.. report.Entries.SelectMany(e => e.Verdict.Criteria).Select(c => c.Criterion).Distinct().Order()];

    /// <summary>How many submissions came out how; every kind that occurs, in a fixed order.</summary>
    public static IReadOnlyList<(Mark Mark, int Count)> Outcomes(ClassReport report) =>
        Count(report.Entries.Select(e => Mark.Of(e.Verdict)));

    /// <summary>What to teach again: the rule that concerns most students first.</summary>
    public static IReadOnlyList<RuleCount> Rules(ClassReport report)
    {
        var found = report.ByName.SelectMany(entry =>
            Findings.Of(entry.Verdict).Select(finding => (Entry: entry, Finding: finding))
        );
        return
        [
            .. from pair in found
            let check = pair.Finding.Check
            where (check.Outcome == Outcome.Fail && !check.NotStarted) || check.Outcome == Outcome.Review
            group pair by check.Rule into rule
            let failed = rule.Where(p => p.Finding.Check.Outcome == Outcome.Fail)
                .Select(p => p.Entry)
                .Distinct()
                .ToArray()
            let review = rule.Select(p => p.Entry).Except(failed).ToArray()
            orderby failed.Length descending, review.Length descending, rule.Key
            select new RuleCount(rule.First().Finding, failed, review),
        ];
    }

    /// <summary>Submissions that wait for a person: first where the grader failed, then those for review.</summary>
    public static IReadOnlyList<Undecided> WaitForAPerson(ClassReport report) =>
        [
            .. report
                .ByName.Select(entry => new Undecided(entry, OpenQuestions(entry)))
                .Where(u => u.Findings.Count > 0)
                .OrderBy(u => u.Findings[0].Check.Outcome == Outcome.Error ? 0 : 1),
        ];

    /// <summary>The slowest first; none where nothing was measured.</summary>
    public static IReadOnlyList<ClassEntry> Slowest(ClassReport report) =>
        [.. report.ByName.Where(e => e.Took is not null).OrderByDescending(e => e.Took)];

    /// <summary>Every half of every criterion that was judged anywhere, in the quest's order.</summary>
    public static IReadOnlyList<Standing> Standings(ClassReport report) =>
        [
            .. from entry in report.Entries
            from criterion in entry.Verdict.Criteria
            from half in criterion.Halves
            group Mark.Of(half) by (criterion.Criterion, half.Half) into marks
            orderby marks.Key.Criterion, marks.Key.Half
            select new Standing(marks.Key.Criterion, marks.Key.Half, Count(marks)),
        ];

    // What decides a half, and what must be seen though it decides nothing.
    private static Finding[] OpenQuestions(ClassEntry entry)
    {
        var open = entry
            .Verdict.Criteria.SelectMany(
                c => c.Halves,
                (c, half) => (Id: Findings.Id(c.Criterion, half.Half), half.Outcome)
            )
            .Where(h => h.Outcome is Outcome.Review or Outcome.Error)
            .Select(h => h.Id)
            .Append(Findings.Integrity)
            .ToHashSet();
        return
        [
            .. Findings
                .Of(entry.Verdict)
                .Where(f => f.NeedsAttention && f.BelongsTo.Any(open.Contains))
                .OrderBy(f => f.Check.Outcome == Outcome.Error ? 0 : 1),
        ];
    }

    private static (Mark Mark, int Count)[] Count(IEnumerable<Mark> marks)
    {
        var counts = marks.CountBy(mark => mark).ToDictionary();
        return [.. Order.Where(counts.ContainsKey).Select(mark => (mark, counts[mark]))];
    }
}

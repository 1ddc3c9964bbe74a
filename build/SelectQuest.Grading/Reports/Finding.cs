using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Reports;

/// <summary>A check as reports show it: once, however many criteria rest on it, with its rule's words filled in.</summary>
/// <param name="NeedsAttention">
/// Worth a student's time: proven wrong, undecided, the grader's own fault, or skipped where nothing else was looked at.
/// </param>
/// <param name="BelongsTo">What rests on it: <c>C1.plan</c>, <c>C1.code</c>, <c>D2</c>, <c>integrity</c>.</param>
internal sealed record Finding(Check Check, IReadOnlyList<string> BelongsTo, string Reproduce, bool NeedsAttention)
{
    private readonly Rule? rule = RuleBook.Find(Check.Rule);

    public string Title => rule?.Title ?? "This rule has no page";

    public string Why => Check.Why ?? rule?.Why ?? "";

    public string Try => Check.Try ?? rule?.Try ?? "";

    /// <summary>For people: <c>C1 plan, C1 code, D2</c>.</summary>
    public string Whose => string.Join(", ", BelongsTo.Select(id => id.Replace('.', ' ')));

    public string Explain => $"selectquest explain {Check.Rule}";
}

/// <summary>A verdict's checks in the order of every report: the plan's, the code's, done-when items', integrity.</summary>
internal static class Findings
{
    public const string Integrity = "integrity";

    public static string Id(Criterion criterion, Half half) =>
        half == Half.Plan ? $"{criterion}.plan" : $"{criterion}.code";

    public static IReadOnlyList<Finding> Of(Verdict verdict)
    {
        var undecided = verdict
            .Criteria.SelectMany(c => c.Halves)
            .Where(h => h.Outcome == Outcome.Review)
            .Where(h => h.Checks.All(c => c.Outcome == Outcome.Skipped))
            .SelectMany(h => h.Checks)
            .ToHashSet();
        return
        [
            .. from placed in Placed(verdict)
            group placed.Id by placed.Check into place
            let ids = place.Distinct().ToArray()
            let reproduce = place.Key.Reproduce ?? VerifyAgain(verdict, ids)
            select new Finding(place.Key, ids, reproduce, Decides(place.Key) || undecided.Contains(place.Key)),
        ];
    }

    private static bool Decides(Check check) => check.Outcome is Outcome.Fail or Outcome.Review or Outcome.Error;

    private static IEnumerable<(Check Check, string Id)> Placed(Verdict verdict)
    {
        var halves =
            from half in new[] { Half.Plan, Half.Code }
            from criterion in verdict.Criteria
            from judged in criterion.Halves.Where(h => h.Half == half)
            from check in judged.Checks
            select (check, Id(criterion.Criterion, half));
        var items = verdict.DoneWhen.SelectMany(item => item.Checks, (item, check) => (check, item.Id));
        return halves.Concat(items).Concat(verdict.Integrity.Select(check => (check, Integrity)));
    }

    private static string VerifyAgain(Verdict verdict, IEnumerable<string> belongsTo)
    {
        var criteria = belongsTo.Where(id => id[0] == 'C').Select(id => id[..2]).Distinct().ToArray();
        var planOnly = verdict.PlanOnly && verdict.CommandPath == "." ? " --plan-only" : "";
        var only = criteria.Length == 1 ? $" --only {criteria[0]}" : "";
        return $"selectquest verify {verdict.CommandPath}{planOnly}{only}";
    }
}

using System.Globalization;
using System.Text;
using SelectQuest.Grading.Tests.Corpus;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Corpus;

/// <summary>
/// How often the grader is wrong, as Markdown. A fail that is right counts for precision, a fail that was due and came
/// counts for recall; reviews are counted apart, since they are no verdict.
/// </summary>
internal static class ConfusionTable
{
    public static string Write(IReadOnlyList<JudgedCase> cases)
    {
        var page = new StringBuilder();
        page.Append("# How often the grader is wrong\n\n");
        page.Append("Written by `make corpus`: every labelled plan and submission of `tests/corpus`, judged.\n\n");
        page.Append("## By criterion\n\n");
        page.Append("A half whose label says that it may fail or not, as a consequence, is not counted. ");
        page.Append("Review rate: halves left to a person, of all.\n\n");
        page.Append("| | halves | right fails | wrong fails | missed fails | precision | recall | ");
        page.Append("reviews | not due | review rate |\n");
        page.Append("|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var half in new[] { Half.Plan, Half.Code })
        {
            foreach (var criterion in Enum.GetValues<Criterion>())
            {
                page.Append(Row(criterion, half, cases));
            }
        }

        page.Append(WrongOnes(cases));
        page.Append(RuleTable.Write(cases));
        return page.ToString();
    }

    /// <summary>A share with three digits, or a dash where there is nothing to share.</summary>
    public static string Ratio(int part, int whole) =>
        whole == 0 ? "-" : ((double)part / whole).ToString("0.000", CultureInfo.InvariantCulture);

    private static string Row(Criterion criterion, Half half, IReadOnlyList<JudgedCase> cases)
    {
        var halves = cases
            .SelectMany(one => one.Halves)
            .Where(judged => judged.Criterion == criterion && judged.Half == half)
            .ToArray();
        var right = halves.Count(h => h.Expected == "fail" && h.Judged == "fail");
        var wrong = halves.Count(h => h.Expected != "fail" && h.Judged == "fail");
        var missed = halves.Count(h => h.Expected == "fail" && h.Judged != "fail");
        var reviews = halves.Count(h => h.Judged == "review");
        var notDue = halves.Count(h => h.Expected != "review" && h.Judged == "review");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {criterion} {half.ToString().ToLowerInvariant()} | {halves.Length} | {right} | {wrong} | {missed} "
                + $"| {Ratio(right, right + wrong)} | {Ratio(right, right + missed)} "
                + $"| {reviews} | {notDue} | {Ratio(reviews, halves.Length)} |\n"
        );
    }

    private static string WrongOnes(IReadOnlyList<JudgedCase> cases)
    {
        var wrong = cases.Where(one => one.Wrong.Count > 0).ToArray();
        return wrong.Length == 0
            ? $"\nAll {cases.Count} cases came out as labelled.\n"
            : $"\n{wrong.Length} of {cases.Count} cases came out otherwise than labelled:\n\n"
                + string.Concat(wrong.Select(one => $"- `{one.Name}`: {string.Join("; ", one.Wrong)}\n"));
    }
}

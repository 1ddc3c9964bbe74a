using System.Globalization;
using System.Text;
using SelectQuest.Grading.Tests.Corpus;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Corpus;

/// <summary>
/// The same rule by rule. A rule that fails a half which its label lets fail is right, in any other half it is wrong; a
/// label that names a rule wants it to fire.
/// </summary>
internal static class RuleTable
{
    private const string Explanation = """

        ## By rule

        - **judged**: how many halves the rule had something to say of.
        - **right** and **wrong fails**: fails in halves that the label lets fail, and in others. **precision**: right of both.
        - **named**: cases whose label names the rule. **recall**: those of them in which it failed or asked for a person.
        - **review rate**: halves in which it asked for a person, of those judged.

        Rules of the "done when" list (SQ6xx) decide no half, so their fails are neither right nor wrong by a label. A rule is
        named where it is the subject of a case, so most fails come in cases that do not name it.


        """;

    private const string Head = """
        | rule | judged | fails | right | wrong | precision | named | recall | reviews | review rate |
        |---|---|---|---|---|---|---|---|---|---|

        """;

    public static string Write(IReadOnlyList<JudgedCase> cases)
    {
        var page = new StringBuilder(Explanation).Append(Head);
        var named = cases
            .SelectMany(one => one.Named.Select(rule => (Rule: rule, Case: one)))
            .ToLookup(n => n.Rule, n => n.Case);
        var judged = cases.SelectMany(one => one.Rules).ToLookup(rule => rule.Rule);
        foreach (var rule in judged.Select(one => one.Key).Order(StringComparer.Ordinal))
        {
            page.Append(Row(rule, [.. judged[rule]], [.. named[rule]]));
        }

        return page.Append(WrongFails(cases)).ToString();
    }

    private static string Row(string rule, JudgedRule[] everywhere, JudgedCase[] named)
    {
        // What closes every half closes the "done when" items too; those say nothing new.
        var labelled = everywhere.Any(one => one.FailIsDue is not null);
        var judged = everywhere.Where(one => one.FailIsDue is not null == labelled).ToArray();
        var fails = judged.Where(one => one.Outcome == Outcome.Fail).ToArray();
        var right = fails.Count(one => one.FailIsDue == true);
        var wrong = fails.Count(one => one.FailIsDue == false);
        var reviews = judged.Count(one => one.Outcome == Outcome.Review);
        var fired = named.Count(one => one.Fired.Contains(rule));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {rule} | {judged.Length} | {fails.Length} | {Number(right, labelled)} | {Number(wrong, labelled)} "
                + $"| {ConfusionTable.Ratio(right, right + wrong)} | {named.Length} "
                + $"| {ConfusionTable.Ratio(fired, named.Length)} | {reviews} "
                + $"| {ConfusionTable.Ratio(reviews, judged.Length)} |\n"
        );
    }

    private static string WrongFails(IReadOnlyList<JudgedCase> cases)
    {
        var wrong = cases
            .SelectMany(one =>
                one.Rules.Where(rule => rule is { Outcome: Outcome.Fail, FailIsDue: false })
                    .Select(rule => $"- {rule.Rule} in `{one.Name}`\n")
            )
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        return wrong.Length == 0 ? "" : "\nFails in halves that were not due to fail:\n\n" + string.Concat(wrong);
    }

    private static string Number(int count, bool labelled) =>
        labelled ? count.ToString(CultureInfo.InvariantCulture) : "-";
}

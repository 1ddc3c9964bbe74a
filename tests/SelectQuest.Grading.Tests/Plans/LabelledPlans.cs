using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Plans;

public class LabelledPlans
{
    public static TheoryData<string> Names => [.. PlanCorpus.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_half_comes_out_as_labelled(string name)
    {
        var label = PlanCorpus.Label(name);
        var seen = PlanCorpus.Judge(PlanCorpus.Text(name)).Select(half => $"{half.Key} {half.Value.Outcome}");
        var expected = PlanCorpus.Judge("").Keys.Select(c => $"{c} {Parse(label.GetProperty(c).GetString()!)}");

        Assert.Equal(expected, seen);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Exactly_the_labelled_rules_fail_or_ask_for_review(string name)
    {
        var text = PlanCorpus.Text(name);
        var judged = PlanCorpus.Judge(text).Values.SelectMany(half => half.Checks);
        // Done-when items explain and cost nothing: a label names them only where they are its subject.
        var labelled = PlanCorpus.LabelledRules(name).ToHashSet();
        var doneWhen = PlanCorpus.DoneWhen(text).Where(check => labelled.Contains(check.Rule));

        Assert.Equal(labelled.Order(), Troubled(judged.Concat(doneWhen)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_place_exists_in_the_students_file(string name)
    {
        var text = PlanCorpus.Text(name);
        var lines = text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n');

        foreach (
            var check in PlanCorpus.Judge(text).Values.SelectMany(half => half.Checks).Where(c => c.Where is not null)
        )
        {
            Assert.InRange(check.Where!.Line, 1, lines.Length);
            Assert.InRange(check.Where.Column, 1, lines[check.Where.Line - 1].Length + 1);
            Assert.Equal(PlanCorpus.PlanPath, check.Where.File);
        }
    }

    [Fact]
    public void Every_rule_has_a_plan_that_fires_it_and_one_that_does_not()
    {
        var fired = PlanCorpus.Names().ToDictionary(name => name, name => PlanCorpus.LabelledRules(name).ToHashSet());
        var rules = RuleBook.All.Keys.Where(IsPlanRule).ToArray();

        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Contains(fired.Values, labelled => labelled.Contains(rule)));
        Assert.All(rules, rule => Assert.Contains(fired.Values, labelled => !labelled.Contains(rule)));
    }

    [Fact]
    public void Every_rule_that_is_reported_has_a_page()
    {
        var reported = PlanCorpus
            .Names()
            .SelectMany(name =>
                PlanCorpus
                    .Judge(PlanCorpus.Text(name))
                    .Values.SelectMany(half => half.Checks)
                    .Concat(PlanCorpus.DoneWhen(PlanCorpus.Text(name)))
            )
            .Select(check => check.Rule)
            .Distinct();

        Assert.All(reported, rule => Assert.NotNull(RuleBook.Find(rule)));
    }

    [Fact]
    public void The_same_plan_gets_the_same_words_every_time()
    {
        foreach (var name in PlanCorpus.Names().Take(10))
        {
            var first = PlanCorpus.Judge(PlanCorpus.Text(name)).Values.SelectMany(half => half.Checks).ToArray();
            var second = PlanCorpus.Judge(PlanCorpus.Text(name)).Values.SelectMany(half => half.Checks).ToArray();
            Assert.Equal(first, second);
        }
    }

    private static IEnumerable<string> Troubled(IEnumerable<Check> checks) =>
        checks
            .Where(check => check.Outcome is Outcome.Fail or Outcome.Review)
            .Select(check => check.Rule)
            .Distinct()
            .Order();

    private static Outcome Parse(string label) => Enum.Parse<Outcome>(label, ignoreCase: true);

    // The plan's rules are SQx01 to SQx29.
    private static bool IsPlanRule(string id) =>
        id[2] is >= '1' and <= '6' && int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture) < 30;
}

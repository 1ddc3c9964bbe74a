using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Sources;

/// <summary>No rule without a case that fires it and one that does not.</summary>
public class CodeRules
{
    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<Check>>> Judged = new(() =>
        CorpusSubmission.Names.ToDictionary(
            name => name,
            name => (IReadOnlyList<Check>)[.. CodeHalves.OfCase(name).Checks]
        )
    );

    /// <summary>Rules that only a running server can break; the whole corpus tests those.</summary>
    private static readonly string[] OfBehaviour =
    [
        "SQ234",
        "SQ436",
        "SQ437",
        "SQ438",
        "SQ439",
        "SQ440",
        "SQ441",
        "SQ442",
    ];

    /// <summary>Rules that need a plan to compare the code with; the whole corpus tests those too.</summary>
    private static readonly string[] OfPlanAndCode = ["SQ235", "SQ534"];

    public static TheoryData<string> Rules =>
        [
            .. RuleBook
                .All.Keys.Except(OfBehaviour)
                .Except(OfPlanAndCode)
                .Where(id =>
                    (id[2] is >= '1' and <= '5' && id[3] is >= '3' and <= '9')
                    || id is ['S', 'Q', '6', >= '3', _]
                    || id is "SQ703" or "SQ704" or "SQ705"
                ),
        ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_fires_in_one_case_and_not_in_another(string rule)
    {
        var fires = Judged.Value.ToLookup(one =>
            one.Value.Any(check => check.Rule == rule && check.Outcome != Outcome.Pass)
        );

        Assert.NotEmpty(fires[true]);
        Assert.NotEmpty(fires[false]);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_case_whose_label_names_a_rule_fires_it(string rule) =>
        Assert.Contains(CorpusSubmission.Names, name => CorpusSubmission.Label(name).Rules.Contains(rule));

    [Fact]
    public void Every_check_has_a_page_and_every_page_a_check()
    {
        var used = Judged.Value.Values.SelectMany(checks => checks).Select(check => check.Rule).ToHashSet();

        Assert.Equal(Rules.Select(row => row.Data).Order(), used.Order());
    }

    [Fact]
    public void Every_finding_points_at_a_line_of_its_submission() =>
        Assert.All(
            Judged.Value,
            one =>
            {
                var files = CorpusSubmission
                    .Case(one.Key)
                    .Sources.ToDictionary(file => file.Path, file => file.Text.Split('\n').Length);
                Assert.All(
                    one.Value.Where(check => check.Outcome is Outcome.Fail or Outcome.Review),
                    check => Assert.InRange(check.Where!.Line, 1, files[check.Where.File])
                );
            }
        );
}

using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Server.Simulation;
using SelectQuest.Verdicts.Tests.Given;
using static SelectQuest.Verdicts.Tests.Given.SoundCode;

namespace SelectQuest.Verdicts.Tests.Joining;

/// <summary>Behaviour has no line: it is shown at the line where the source is most telling.</summary>
public class WhichLineIsShown
{
    private static readonly Check Sure = Check.Pass("SQ132", "Sure.", Loop(21));
    private static readonly Check SureOfTheRule = Check.Pass("SQ133", "Sure of this.", Loop(22));
    private static readonly Check SureAgain = Check.Pass("SQ133", "Sure of this too.", Loop(23));
    private static readonly Check Doubt = Check.Review("SQ134", "Unusual.", Loop(24));
    private static readonly Check Fault = Check.Fail("SQ135", "Wrong.", Loop(25));
    private static readonly Check DoubtOfTheRule = Check.Review("SQ133", "Unusual.", Loop(26));

    [Fact]
    public void Where_the_source_saw_nothing_it_is_where_it_speaks_of_the_rule_first() =>
        Assert.Equal(Loop(22), Line(Sure, SureOfTheRule, SureAgain));

    [Fact]
    public void Where_the_source_saw_a_fault_it_is_there()
    {
        Assert.Equal(Loop(24), Line(Sure, SureOfTheRule, Doubt, Fault));
        Assert.Equal(Loop(25), Line(Sure, SureOfTheRule, Fault, Doubt));
    }

    [Fact]
    public void Where_it_saw_a_fault_of_the_same_rule_it_is_there_before_any_other() =>
        Assert.Equal(Loop(26), Line(Sure, SureOfTheRule, Fault, Doubt, DoubtOfTheRule));

    [Fact]
    public void A_check_without_a_place_shows_nothing() =>
        Assert.Equal(Loop(22), Line(Fault with { Where = null }, SureOfTheRule));

    [Fact]
    public void Where_the_source_says_nothing_of_it_the_loop_is_shown()
    {
        Assert.Equal(Loop(10), Line(Sure));
        Assert.Equal(Loop(10), Line());
    }

    [Fact]
    public void Without_a_loop_there_is_no_line()
    {
        var code = Of(Facts with { Loop = null });

        Assert.Null(Behaviour.Line("SQ133", [Sure], code));
        Assert.Null(Behaviour.Line("SQ133", [Sure], new(code.Source with { Facts = null })));
    }

    [Fact]
    public void A_violation_is_shown_at_that_line() =>
        Assert.Equal(
            Loop(26),
            Behaviour
                .Join(
                    Criterion.C1,
                    [Sure, Fault, DoubtOfTheRule],
                    SoundRun.Simulated(SoundRun.Violation(ViolationKind.ReadSetMissesClient))
                )
                .First()
                .Where
        );

    [Theory]
    [InlineData(RegistryRule.AddRefusesKnown, "Fail SQ233 registry.cs:7:1 They part.")]
    [InlineData(RegistryRule.AddTakesNew, "Fail SQ234 registry.cs:5:1 They part.")]
    [InlineData(RegistryRule.RemoveSaysWhether, "Fail SQ234 registry.cs:5:1 They part.")]
    [InlineData(RegistryRule.GetFinds, "Fail SQ234 registry.cs:5:1 They part.")]
    [InlineData(RegistryRule.Counts, "Fail SQ234 registry.cs:5:1 They part.")]
    public void A_difference_of_the_registry_is_shown_where_the_source_speaks_of_it_else_at_the_registry(
        object rule,
        string expected
    ) => Assert.Equal(expected, Parted((RegistryRule)rule, Criterion.C2)[0]);

    [Theory]
    [InlineData(RegistryRule.MaxAfterAdd, "Fail SQ333 registry.cs:8:1 They part.")]
    [InlineData(RegistryRule.MaxAfterRemove, "Fail SQ334 registry.cs:9:1 They part.")]
    public void What_max_fd_became_decides_its_own_criterion(object rule, string expected)
    {
        Assert.Equal(expected, Parted((RegistryRule)rule, Criterion.C3)[0]);
        Assert.DoesNotContain(expected, Parted((RegistryRule)rule, Criterion.C2));
    }

    [Fact]
    public void What_the_registry_did_decides_nothing_but_its_criteria() =>
        Assert.All(
            Parted(RegistryRule.GetFinds, Criterion.C3),
            line => Assert.StartsWith("Pass", line, StringComparison.Ordinal)
        );

    [Fact]
    public void Every_rule_of_the_registrys_model_fails_a_rule() =>
        Assert.All(
            Enum.GetValues<RegistryRule>(),
            rule =>
                Assert.Single(
                    new[] { Criterion.C2, Criterion.C3 }.SelectMany(criterion => Parted(rule, criterion)),
                    line => line.StartsWith("Fail", StringComparison.Ordinal)
                )
        );

    private static Location? Line(params Check[] source) => Behaviour.Line("SQ133", source, Evidence);

    [Fact]
    public void A_difference_of_a_registry_that_is_declared_nowhere_is_shown_at_the_loop()
    {
        var nowhere = Of(Facts with { Registry = Registry with { Where = null } }) with
        {
            Simulation = Parted(RegistryRule.Counts),
        };

        Assert.Equal(["Fail SQ234 loop.cs:10:1 They part."], Behaviour.Join(Criterion.C2, [], nowhere).AsLines());
    }

    private static SimulationEvidence Parted(RegistryRule rule) =>
        SoundRun.Simulation with
        {
            Registry = [new RegistryDifference(rule, "They part.")],
        };

    private static string[] Parted(RegistryRule rule, Criterion criterion)
    {
        var code = Evidence with { Simulation = Parted(rule) };
        return Behaviour
            .Join(criterion, criterion == Criterion.C2 ? C2Code.Judge(code) : C3Code.Judge(code), code)
            .AsLines();
    }
}

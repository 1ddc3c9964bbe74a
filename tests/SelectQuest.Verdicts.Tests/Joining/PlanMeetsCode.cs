using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

/// <summary>The registry's operations, promised in the plan and looked for in the code; and where nothing is compared at all.</summary>
public class PlanMeetsCode
{
    private static readonly CodeEvidence Both = SoundRun.Evidence with { Plan = SoundPlan.Evidence };

    [Fact]
    public void A_registry_with_what_the_plan_promises_passes() =>
        Assert.Equal(
            ["Pass SQ235 registry.cs:5:1 The registry has the operations that the plan promises."],
            Operations(SoundPlan.Registry)
        );

    [Theory]
    [InlineData("void Add(int fd, Connection connection)", "Add", 30)]
    [InlineData("bool Remove(int fd)", "Remove", 31)]
    [InlineData("Connection? Get(int fd)", "Get", 32)]
    public void A_promise_that_the_code_does_not_keep_is_for_review(string missing, string member, int line) =>
        Assert.Equal(
            [
                $"Review SQ235 registry.cs:5:1 The plan promises it (plan.md:{line}), and the code's registry has no `{member}`.",
            ],
            Operations(SoundPlan.Registry, missing)
        );

    [Fact]
    public void Of_several_the_first_is_named() =>
        Assert.Contains(
            "`Remove`",
            Assert.Single(Operations(SoundPlan.Registry, "Connection? Get(int fd)", "bool Remove(int fd)")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_member_that_nobody_promised_may_be_missing()
    {
        Assert.StartsWith(
            "Pass SQ235",
            Assert.Single(Operations(SoundPlan.Registry, "int Count", "int MaxFd")),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Pass SQ235",
            Assert.Single(Operations(SoundPlan.Registry with { Remove = null }, "bool Remove(int fd)")),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Pass SQ235",
            Assert.Single(
                Operations(SoundPlan.Registry with { Remove = Fact.Unsure("Perhaps.", 31) }, "bool Remove(int fd)")
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_member_whose_name_only_begins_like_a_promised_one_is_another() =>
        Assert.StartsWith(
            "Pass SQ235",
            Assert.Single(Operations(SoundPlan.Registry, "IEnumerator<Connection> GetEnumerator()")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_plan_that_promises_nothing_is_not_compared() =>
        Assert.Empty(
            Operations(
                new RegistryFacts(
                    Fact.No("No add.", 30),
                    null,
                    Fact.Unsure("Perhaps.", 31),
                    SoundPlan.Registry.Structure
                ),
                "bool Remove(int fd)"
            )
        );

    [Fact]
    public void A_promise_without_a_line_is_shown_at_the_top_of_the_plan() =>
        Assert.Contains(
            "(plan.md:1)",
            Assert.Single(
                Operations(
                    SoundPlan.Registry with
                    {
                        Add = new Fact(Truth.Yes, "Somewhere."),
                    },
                    "void Add(int fd, Connection connection)"
                )
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(Criterion.C1)]
    [InlineData(Criterion.C2, "Pass SQ235")]
    [InlineData(Criterion.C3)]
    [InlineData(Criterion.C4)]
    [InlineData(Criterion.C5, "Pass SQ534")]
    public void Registry_and_timeout_are_what_is_compared(Criterion criterion, params string[] expected) =>
        Assert.Equal(expected, PlanAgainstCode.Judge(criterion, Both).AsOutcomes());

    [Theory]
    [InlineData(Criterion.C2)]
    [InlineData(Criterion.C5)]
    public void Without_a_plan_or_code_that_compiles_there_is_nothing_to_compare(Criterion criterion)
    {
        Assert.Empty(PlanAgainstCode.Judge(criterion, SoundRun.Evidence));
        Assert.Empty(PlanAgainstCode.Judge(criterion, Both with { Source = Both.Source with { Facts = null } }));
    }

    [Fact]
    public void It_stands_last_in_its_half()
    {
        Assert.Equal("SQ235", Behaviour.Join(Criterion.C2, C2Code.Judge(Both), Both).Last().Rule);
        Assert.Equal("SQ534", Behaviour.Join(Criterion.C5, C5Code.Judge(Both), Both).Last().Rule);
    }

    private static string[] Operations(RegistryFacts planned, params string[] missing) =>
        PlanAgainstCode
            .Judge(
                Criterion.C2,
                SoundCode.Of(SoundCode.Facts with { Registry = SoundCode.Registry with { Missing = missing } }) with
                {
                    Plan = SoundPlan.Evidence with { Registry = planned },
                }
            )
            .AsLines();
}

using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Verdicts.Plan;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Plans;

public class RegistryInThePlan
{
    private static readonly RegistryFacts Nothing = new(null, null, null, null);

    [Fact]
    public void Each_operation_and_the_structure_is_one_check() =>
        Assert.Equal(
            [
                "Pass SQ201 plan.md:30:1 add(fd, connection)",
                "Pass SQ202 plan.md:31:1 remove(fd)",
                "Pass SQ203 plan.md:32:1 lookup(fd)",
                "Pass SQ204 plan.md:33:1 A hash map.",
            ],
            Judge(SoundPlan.Registry)
        );

    [Fact]
    public void Without_any_of_them_the_registry_is_not_started() =>
        Assert.Equal(["NotStarted SQ201 - No registry of connections."], Judge(Nothing));

    [Fact]
    public void Whichever_is_there_the_others_are_missing_and_have_no_line()
    {
        const string NoAdd = "Fail SQ201 - The registry has no operation that adds a connection by fd.";
        const string NoRemove = "Fail SQ202 - The registry has no operation that removes a connection by fd.";
        const string NoLookup = "Fail SQ203 - The registry has no operation that looks a connection up by fd.";
        const string NoStructure = "Fail SQ204 - The plan does not say what the registry is made of.";
        var there = Fact.Yes("It is there.", 5);

        Assert.Equal(
            ["Pass SQ201 plan.md:5:1 It is there.", NoRemove, NoLookup, NoStructure],
            Judge(Nothing with { Add = there })
        );
        Assert.Equal(
            [NoAdd, "Pass SQ202 plan.md:5:1 It is there.", NoLookup, NoStructure],
            Judge(Nothing with { Remove = there })
        );
        Assert.Equal(
            [NoAdd, NoRemove, "Pass SQ203 plan.md:5:1 It is there.", NoStructure],
            Judge(Nothing with { Lookup = there })
        );
        Assert.Equal(
            [NoAdd, NoRemove, NoLookup, "Pass SQ204 plan.md:5:1 It is there."],
            Judge(Nothing with { Structure = there })
        );
    }

    [Fact]
    public void An_ordered_map_is_for_review_and_a_list_fails()
    {
        Assert.Equal(
            "Review SQ204 plan.md:33:1 An ordered map.",
            Judge(SoundPlan.Registry with { Structure = Fact.Unsure("An ordered map.", 33) })[3]
        );
        Assert.Equal(
            "Fail SQ204 plan.md:33:1 A list.",
            Judge(SoundPlan.Registry with { Structure = Fact.No("A list.", 33) })[3]
        );
    }

    private static string[] Judge(RegistryFacts registry) =>
        C2Plan.Judge(SoundPlan.Evidence with { Registry = registry }).AsLines();
}

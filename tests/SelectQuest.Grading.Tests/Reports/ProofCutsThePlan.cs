using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Reports;

public class ProofCutsThePlan
{
    private const string Plan = """
        # My plan
        Intro.
        ## Registry
        add(fd), remove(fd), get(fd)
        ### Cost
        O(1)
        ## Loop
        ```
        # not a heading
        select(...)
        ```
        Tests
        -----
        fifty clients
        """;

    [Theory]
    [InlineData(2, 1, 2)]
    [InlineData(4, 3, 6)]
    [InlineData(6, 5, 6)]
    [InlineData(10, 7, 11)]
    [InlineData(14, 12, 14)]
    public void A_section_runs_from_its_heading_to_the_next_of_its_level(int line, int first, int last)
    {
        var section = Assert.Single(PlanSections.Around(Plan, [line]));
        Assert.Equal((first, last), (section.First, section.Last));
    }

    [Fact]
    public void A_section_inside_another_is_not_repeated() =>
        Assert.Equal([3, 12], PlanSections.Around(Plan, [6, 4, 14]).Select(s => s.First));

    [Fact]
    public void A_plan_without_headings_is_shown_whole() =>
        Assert.Equal((1, 2), PlanSections.Around("a\nb", [2]).Select(s => (s.First, s.Last)).Single());

    [Fact]
    public void The_proof_holds_both_designs_the_verdict_and_the_commit()
    {
        var plan = new TextFile("week-3/day2-select-plan.md", Plan);
        var loop = Check.Pass("SQ701", "x", new(plan.Path, 10));
        var registry = Check.Pass("SQ701", "x", new(plan.Path, 4));
        var elsewhere = Check.Fail("SQ702", "x", new(plan.Path, 14));
        var verdict = HandMade.Of(
            "my-quest",
            [
                new(Criterion.C1, [HalfVerdict.From(Verdicts.Half.Plan, [loop, elsewhere])]),
                HandMade.Judged(Criterion.C2, registry),
            ],
            planOnly: true
        );
        var proof = Proof.Write(verdict, plan, "0123456789abcdef0123456789abcdef01234567");
        Assert.Contains("select(...)", proof, StringComparison.Ordinal);
        Assert.Contains("add(fd), remove(fd), get(fd)", proof, StringComparison.Ordinal);
        Assert.Contains("`0123456789abcdef0123456789abcdef01234567`", proof, StringComparison.Ordinal);
        Assert.Contains("1 of 2 criteria, 20 of 40 points", proof, StringComparison.Ordinal);
        Assert.DoesNotContain("fifty clients", proof, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_started_is_not_shown_as_a_design()
    {
        var plan = new TextFile("plan.md", Plan);
        var hole = Check.Fail("SQ701", "x", new("plan.md", 10)) with { NotStarted = true };
        var verdict = HandMade.Of("q", [HandMade.Judged(Criterion.C1, hole), HandMade.Judged(Criterion.C2, hole)]);
        Assert.DoesNotContain("select(...)", Proof.Write(verdict, plan, null), StringComparison.Ordinal);
    }
}

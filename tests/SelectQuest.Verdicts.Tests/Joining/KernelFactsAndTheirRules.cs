using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;

namespace SelectQuest.Verdicts.Tests.Joining;

public class KernelFactsAndTheirRules
{
    public static TheoryData<string, string, string> Table =>
        new()
        {
            { KernelFacts.Listener, "SQ133", "C1" },
            { KernelFacts.ReadSet, "SQ133", "C1" },
            { KernelFacts.WriteSet, "SQ135", "C1" },
            { KernelFacts.ErrorSet, "SQ133", "C1" },
            { KernelFacts.ClosedFds, "SQ132", "C1" },
            { KernelFacts.Nfds, "SQ331", "C3" },
            { KernelFacts.Timeout, "SQ533", "C5" },
            { KernelFacts.NonBlocking, "SQ631", "D3" },
            { KernelFacts.Readiness, "SQ632", "D4" },
            { KernelFacts.OneThread, "SQ432", "C4" },
            { KernelFacts.SelectOnly, "SQ433", "C4" },
            { KernelFacts.Shutdown, "SQ440", "C4" },
            { KernelFacts.Drain, "SQ440", "C4" },
            { KernelFacts.Descriptors, "SQ438", "C4" },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_fact_has_a_rule_with_a_page_and_something_to_decide(string fact, string rule, string subject)
    {
        Assert.Equal(rule, KernelRules.RuleOf(fact));
        Assert.NotNull(RuleBook.Find(rule));
        Assert.Equal(subject, KernelRules.SubjectOf(fact));
    }

    [Fact]
    public void The_table_has_every_fact_in_order() =>
        Assert.Equal(KernelFacts.All, Table.Select(row => row.Data.Item1));

    [Fact]
    public void A_fact_of_another_name_is_a_fault_of_the_grader() =>
        Assert.Equal(
            "a new fact",
            Assert.Throws<ArgumentOutOfRangeException>(() => KernelRules.RuleOf("a new fact")).ActualValue
        );

    [Theory]
    [InlineData(KernelFacts.Nfds, KernelOutcome.Held, Outcome.Pass)]
    [InlineData(KernelFacts.Nfds, KernelOutcome.Broken, Outcome.Fail)]
    [InlineData(KernelFacts.Nfds, KernelOutcome.NotSeen, Outcome.Skipped)]
    [InlineData(KernelFacts.Readiness, KernelOutcome.Held, Outcome.Pass)]
    [InlineData(KernelFacts.Readiness, KernelOutcome.Broken, Outcome.Review)]
    [InlineData(KernelFacts.Readiness, KernelOutcome.NotSeen, Outcome.Skipped)]
    public void A_recv_that_came_too_early_is_unusual_and_not_wrong(string name, object seen, Outcome expected) =>
        Assert.Equal(expected, KernelRules.OutcomeOf(new KernelFact(name, (KernelOutcome)seen, "seen")));
}

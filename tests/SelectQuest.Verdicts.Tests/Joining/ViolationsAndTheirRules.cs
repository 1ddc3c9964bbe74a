using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Server.Simulation;
using static SelectQuest.Grading.Verdicts.Criterion;
using static SelectQuest.Server.Simulation.ViolationKind;

namespace SelectQuest.Verdicts.Tests.Joining;

public class ViolationsAndTheirRules
{
    /// <summary>Every kind with its rule, the criterion it decides, and the item and rule of the quest's list; null for none.</summary>
    public static TheoryData<ViolationKind, string, Criterion?, string?, string?> Table =>
        new()
        {
            { SetsHoldClosedFd, "SQ132", C1, null, null },
            { SetsHoldForeignFd, "SQ132", C1, null, null },
            { ReadSetMissesClient, "SQ133", C1, null, null },
            { ListenerForgotten, "SQ133", C1, null, null },
            { WriteSetMissesClient, "SQ133", C1, null, null },
            { ErrorSetMissesClient, "SQ133", C1, null, null },
            { ErrorResultIgnored, "SQ134", C1, null, null },
            { WriteSetHoldsIdleClient, "SQ135", C1, null, null },
            { SelectNotCalled, "SQ131", C1, null, null },
            { SelectCalledTwice, "SQ131", C1, null, null },
            { NfdsTooLow, "SQ331", C3, null, null },
            { NfdsTooHigh, "SQ334", C3, null, null },
            { WrongThread, "SQ432", C4, null, null },
            { FdBeyondSetSize, "SQ434", C4, null, null },
            { BytesLost, "SQ437", C4, "D4", "SQ633" },
            { BytesRepeated, "SQ437", C4, "D4", "SQ633" },
            { BytesReordered, "SQ437", C4, "D4", "SQ633" },
            { BytesInvented, "SQ437", C4, null, null },
            { BytesOfAnotherClient, "SQ437", C4, null, null },
            { FdLeaked, "SQ438", C4, null, null },
            { ClosedTwice, "SQ438", C4, null, null },
            { UsedAfterClose, "SQ438", C4, null, null },
            { UsedForeignFd, "SQ438", C4, null, null },
            { Spin, "SQ439", C4, null, null },
            { Starvation, "SQ439", C4, null, null },
            { HangsForEver, "SQ439", C4, null, null },
            { AcceptedAfterStop, "SQ440", C4, null, null },
            { NeverStops, "SQ440", C4, null, null },
            { RunReturnedEarly, "SQ440", C4, null, null },
            { ClosedWithoutCause, "SQ436", C4, "D4", "SQ632" },
            { ThrewForNoBug, "SQ436", C4, null, null },
            { NotNonBlocking, "SQ631", null, "D3", "SQ631" },
            { WouldBlock, "SQ631", null, "D3", "SQ631" },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_violation_has_a_rule_with_a_page(
        ViolationKind kind,
        string rule,
        Criterion? criterion,
        string? item,
        string? itemRule
    )
    {
        Assert.Equal(rule, ViolationRules.RuleOf(kind));
        Assert.NotNull(RuleBook.Find(rule));
        Assert.Equal(item, ViolationRules.DoneWhenOf(kind));
        if (criterion is not null)
        {
            Assert.Equal(criterion, ViolationRules.CriterionOf(kind));
        }

        if (itemRule is not null)
        {
            Assert.Equal(itemRule, ViolationRules.DoneWhenRuleOf(kind));
            Assert.NotNull(RuleBook.Find(itemRule));
        }
    }

    [Fact]
    public void The_table_has_every_kind_once() =>
        Assert.Equal(Enum.GetValues<ViolationKind>().Order(), Table.Select(row => row.Data.Item1).Order());
}

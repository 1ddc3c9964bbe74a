using SelectQuest.Server.Simulation;
using static SelectQuest.Server.Simulation.ViolationKind;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>Which rule speaks of which violation: the one table between the simulated kernel and the criteria.</summary>
internal static class ViolationRules
{
    /// <summary>The criterion whose code half a violation fails.</summary>
    public static Criterion CriterionOf(ViolationKind kind) =>
        RuleOf(kind)[2] switch
        {
            '1' => Criterion.C1,
            '3' => Criterion.C3,
            _ => Criterion.C4,
        };

    /// <summary>The rule whose page explains it.</summary>
    public static string RuleOf(ViolationKind kind) =>
        kind switch
        {
            SelectNotCalled or SelectCalledTwice => "SQ131",
            SetsHoldClosedFd or SetsHoldForeignFd => "SQ132",
            ReadSetMissesClient or WriteSetMissesClient or ErrorSetMissesClient or ListenerForgotten => "SQ133",
            ErrorResultIgnored => "SQ134",
            WriteSetHoldsIdleClient => "SQ135",
            NfdsTooLow => "SQ331",
            NfdsTooHigh => "SQ334",
            WrongThread => "SQ432",
            FdBeyondSetSize => "SQ434",
            BytesLost or BytesRepeated or BytesReordered or BytesInvented or BytesOfAnotherClient => "SQ437",
            FdLeaked or ClosedTwice or UsedAfterClose or UsedForeignFd => "SQ438",
            Spin or Starvation or HangsForEver => "SQ439",
            AcceptedAfterStop or NeverStops or RunReturnedEarly => "SQ440",
            NotNonBlocking or WouldBlock => "SQ631",
            _ => "SQ436",
        };

    /// <summary>The rule of the "done when" item a violation breaks.</summary>
    public static string DoneWhenRuleOf(ViolationKind kind) =>
        kind switch
        {
            NotNonBlocking or WouldBlock => "SQ631",
            ClosedWithoutCause => "SQ632",
            _ => "SQ633",
        };

    /// <summary>The "done when" item a violation breaks beside its criterion; null if none.</summary>
    public static string? DoneWhenOf(ViolationKind kind) =>
        kind switch
        {
            NotNonBlocking or WouldBlock => "D3",
            BytesLost or BytesRepeated or BytesReordered or ClosedWithoutCause => "D4",
            _ => null,
        };
}

using SelectQuest.Server.Simulation;
using SelectQuest.Simulation.Tests.Loops;
using static SelectQuest.Server.Simulation.ViolationKind;

namespace SelectQuest.Simulation.Tests;

public class KnownBugs(ITestOutputHelper output)
{
    /// <summary>Each bug, and what it may be called: some break two rules in one stroke.</summary>
    public static TheoryData<Bug, ViolationKind[]> Bugs =>
        new()
        {
            { Bug.SetsZeroedOnce, [SetsHoldClosedFd, WriteSetHoldsIdleClient] },
            { Bug.ErrorSetNeverFilled, [ErrorSetMissesClient] },
            { Bug.ErrorResultNeverRead, [ErrorResultIgnored] },
            { Bug.NfdsWithoutPlusOne, [NfdsTooLow] },
            { Bug.NfdsIgnoresListener, [NfdsTooLow] },
            { Bug.NfdsIsAlwaysFdSetSize, [NfdsTooHigh] },
            { Bug.MaxFdNeverShrinks, [NfdsTooHigh] },
            { Bug.MaxFdShrinksByOne, [NfdsTooHigh] },
            { Bug.ListenerForgottenAfterFirstAccept, [ListenerForgotten] },
            { Bug.ListenerForgottenAfterEmfile, [ListenerForgotten] },
            { Bug.ListenerKeptAfterEmfile, [Spin] },
            { Bug.WriteInterestAlwaysOn, [WriteSetHoldsIdleClient] },
            { Bug.WriteInterestNever, [WriteSetMissesClient] },
            { Bug.FailedSelectIsDispatched, [ClosedWithoutCause, BytesLost] },
            { Bug.ClosedFdStaysInRegistry, [SetsHoldClosedFd, UsedAfterClose, ClosedTwice] },
            { Bug.NonBlockingForgotten, [NotNonBlocking] },
            { Bug.NonBlockingAfterFirstRead, [WouldBlock, NotNonBlocking] },
            { Bug.AcceptsFdSetSize, [FdBeyondSetSize, ThrewForNoBug] },
            { Bug.RefusesTheLastGoodFd, [ClosedWithoutCause] },
            { Bug.RefusedFdLeaks, [FdBeyondSetSize] },
            { Bug.AcceptEintrThrows, [ThrewForNoBug] },
            { Bug.AcceptsBeforeServing, [ClosedWithoutCause] },
            { Bug.ReceiveEagainCloses, [ClosedWithoutCause] },
            { Bug.SendEagainCloses, [ClosedWithoutCause, BytesLost] },
            { Bug.ReceiveEintrCloses, [ClosedWithoutCause] },
            { Bug.SelectEintrEndsTheLoop, [ThrewForNoBug] },
            { Bug.PartialSendDropped, [WriteSetMissesClient, BytesLost] },
            { Bug.PartialSendResentWhole, [BytesRepeated, BytesInvented] },
            { Bug.SendRetriedUntilItFits, [Spin] },
            { Bug.NewBytesOvertakeOldOnes, [BytesLost, BytesReordered] },
            { Bug.OneBufferForAll, [BytesOfAnotherClient, BytesLost] },
            { Bug.EndOfFileIgnored, [Spin] },
            { Bug.EndOfFileDropsPending, [BytesLost] },
            { Bug.EndOfFileStaysWatched, [Spin] },
            { Bug.ResetIsNoReasonToClose, [Spin] },
            { Bug.ResetThrows, [ThrewForNoBug] },
            { Bug.ClosesTwice, [ClosedTwice] },
            { Bug.UsesAfterClose, [UsedAfterClose] },
            { Bug.LeaksAtEndOfFile, [NfdsTooLow, FdLeaked] },
            { Bug.OneClientPerIteration, [Starvation] },
            { Bug.TimeoutZero, [Spin] },
            { Bug.TwoSelectsPerIteration, [SelectCalledTwice] },
            { Bug.ServesOnAnotherThread, [WrongThread] },
            { Bug.SwallowsEverything, [ErrorSetMissesClient] },
            { Bug.StopDropsPending, [BytesLost] },
            { Bug.StopLeavesListenerOpen, [FdLeaked] },
            { Bug.StopLeavesClientsOpen, [FdLeaked] },
            { Bug.StopGoesOnAccepting, [AcceptedAfterStop] },
            { Bug.StopIsIgnored, [NeverStops, Spin, AcceptedAfterStop] },
        };

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_bug_is_found_within_1000_schedules_and_called_by_its_name(Bug bug, ViolationKind[] names)
    {
        var story = Simulator.FirstFailure(SmallLoop.With(bug), firstSeed: 1, count: 1000);

        Assert.NotNull(story);
        output.WriteLine($"schedules {story.Drawn.Seed}, events {story.Shrunk.Length}");
        output.WriteLine(story.ToString());
        Assert.Contains(story.Violation.Kind, names);
        Assert.InRange(story.ToString().TrimEnd().Split('\n').Length, 4, 15);
        Assert.Equal($"{story.Violation}", $"{Simulator.Run(story.Shrunk, SmallLoop.With(bug)).Violation}");
    }

    [Fact]
    public void Half_of_all_bugs_are_found_within_50_schedules_and_told_with_12_events_or_fewer()
    {
        var found = Bugs.Select(row => row.Data.Item1)
            .Select(bug => (Bug: bug, Story: Simulator.FirstFailure(SmallLoop.With(bug), firstSeed: 1, count: 1000)!))
            .ToList();

        foreach (var (bug, story) in found)
        {
            output.WriteLine($"{bug, -36} {story.Violation.Kind, -24} {story.Drawn.Seed, 4} {story.Shrunk.Length, 3}");
        }

        Assert.InRange(Median(found.Select(bug => bug.Story.Drawn.Seed!.Value)), 1, 50);
        Assert.InRange(Median(found.Select(bug => bug.Story.Shrunk.Length)), 0, 12);
    }

    private static int Median(IEnumerable<int> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

using System.Diagnostics;
using SelectQuest.Server.Simulation;

namespace SelectQuest.Grading.Evidence.Simulation;

/// <summary>What the student's loop did under the simulated kernel.</summary>
/// <param name="Schedules">How many schedules were run.</param>
/// <param name="Violations">The first violation of each kind, in the order of seeds.</param>
/// <param name="Registry">Where the student's registry and the model part; empty if they agree.</param>
/// <param name="Timeouts">Every timeout passed to select, each once.</param>
internal sealed record SimulationEvidence(
    int Schedules,
    IReadOnlyList<FoundViolation> Violations,
    IReadOnlyList<RegistryDifference> Registry,
    IReadOnlyList<TimeSpan> Timeouts
)
{
    /// <summary>How many schedules ran to their end without a violation.</summary>
    public int Held { get; init; }

    /// <summary>
    /// Enough schedules ran to their end for what holds at every call of them: a schedule that a fault cut short says
    /// little about whatever would have come after.
    /// </summary>
    public bool HeldOften => Held >= SimulationPlan.Often;

    /// <summary>Runs the student's server under schedules of seeds 1 to <paramref name="plan"/>'s count.</summary>
    /// <param name="submission">Full path of the submission's assembly.</param>
    /// <param name="first">Told once, before the end: did the first few schedules hold?</param>
    public static SimulationEvidence Gather(
        string submission,
        SimulationPlan plan,
        Func<ProcessStartInfo, ProcessStartInfo>? wrap = null,
        TaskCompletionSource<bool>? first = null
    )
    {
        using var rig = new SimulationRig(submission, wrap);
        var found = new Dictionary<ViolationKind, FoundViolation>();
        var timeouts = new HashSet<TimeSpan>();
        var run = 0;
        var held = 0;
        foreach (var seed in plan.Seeds)
        {
            var schedule = Schedule.Draw(seed, plan.Clients);
            var outcome = rig.Run(schedule);
            run++;
            held += outcome.Violation is null ? 1 : 0;
            timeouts.UnionWith(outcome.Timeouts);
            if (outcome.Violation is { } violation)
            {
                var earliest = new FoundViolation(schedule, violation);
                found.TryAdd(earliest.Kind, earliest);
                first?.TrySetResult(false);
            }

            if (run == SimulationPlan.First)
            {
                first?.TrySetResult(found.Count == 0);
            }

            // With a second thread everything else depends on who comes first: only this can be said for certain.
            if (found.TryGetValue(ViolationKind.WrongThread, out var threads))
            {
                return new SimulationEvidence(run, [threads], [], [.. timeouts.Order()]) { Held = held };
            }

            // A server that cannot do the simple thing is not asked for the hard one: each loss costs a process.
            if (rig.Losses >= SimulationPlan.MostLosses)
            {
                break;
            }
        }

        return new SimulationEvidence(
            run,
            [
                .. found.Values.Select(
                    (violation, at) => at < SimulationPlan.MostStories ? WithStory(rig, violation) : violation
                ),
            ],
            rig.CompareRegistry(),
            [.. timeouts.Order()]
        )
        {
            Held = held,
        };
    }

    // A lost process leaves nothing to replay step by step, and shrinking it would lose a process at every try.
    private static FoundViolation WithStory(SimulationRig rig, FoundViolation found)
    {
        if (rig.Losses > 0)
        {
            return found;
        }

        var story = Story.Tell(found.Schedule, found.Violation, rig.NewLoop);
        return found with
        {
            Violation = story.Violation,
            Steps = story.Steps.Count > 0 ? string.Join('\n', story.Steps) : null,
            Replay = story.Replay,
        };
    }
}

/// <summary>One kind of violation and the first schedule that brought it out.</summary>
internal sealed record FoundViolation(Schedule Schedule, Violation Violation)
{
    /// <summary>What happened in the shrunk schedule, one line a step; null if it was not told.</summary>
    public string? Steps { get; init; }

    /// <summary>The command that runs the schedule again in the student's own tests; null if it was not told.</summary>
    public string? Replay { get; init; }

    /// <summary>
    /// Seen through an exception of the student's process: a second thread is noticed on the wire, not in court. That it is
    /// refused may end the process, and whether before or after the loop came back is chance.
    /// </summary>
    public Violation Seen =>
        Violation.Thrown switch
        {
            ViolationException broken => broken.Violation,
            WorkerLostException { InnerException: ViolationException broken } => broken.Violation,
            _ => Violation,
        };

    public ViolationKind Kind => Seen.Kind;
}

/// <summary>Which schedules to run. The same for everyone, so that the same submission gets the same verdict.</summary>
internal sealed record SimulationPlan(int Count, int Clients)
{
    /// <summary>After so many lost processes the rest would be the same.</summary>
    public const int MostLosses = 2;

    /// <summary>A story takes many runs to shrink: the first kinds of violation get one.</summary>
    public const int MostStories = 3;

    /// <summary>Enough for <c>verify</c>: see tests/corpus for how many each known bug needs.</summary>
    public static SimulationPlan Quick { get; } = new(120, 50);

    /// <summary>What none of so many whole schedules breaks holds, whatever else the loop does wrong in others.</summary>
    public const int Often = 40;

    /// <summary>Enough to find most of the known bugs: the server is not started before they held.</summary>
    public const int First = 20;

    /// <summary>The seeds of the student's own loop tests: what is found here can be replayed there.</summary>
    public IEnumerable<int> Seeds => Enumerable.Range(1, Count);
}

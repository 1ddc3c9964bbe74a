using System.Diagnostics;
using SelectQuest.Server.Simulation;

namespace SelectQuest.Grading.Evidence.Simulation;

/// <summary>What the student's loop did under the simulated kernel.</summary>
/// <param name="Schedules">How many schedules were run.</param>
/// <param name="Violations">The first violation of each kind, in the order of seeds.</param>
/// <param name="Registry">Where the student's registry and the model part; empty if they agree.</param>
/// <param name="Timeouts">Every timeout passed to select, each once.</param>
/// <param name="Accepted">The most clients one schedule connected.</param>
/// <param name="Unfinished">The step's message of a hole that was reached; null if none was.</param>
internal sealed record SimulationEvidence(
    int Schedules,
    IReadOnlyList<FoundViolation> Violations,
    IReadOnlyList<RegistryDifference> Registry,
    IReadOnlyList<TimeSpan> Timeouts,
    int Accepted,
    string? Unfinished
)
{
    /// <summary>Runs the student's server under schedules of seeds 1 to <paramref name="plan"/>'s count.</summary>
    /// <param name="submission">Full path of the submission's assembly.</param>
    public static SimulationEvidence Gather(
        string submission,
        SimulationPlan plan,
        Func<ProcessStartInfo, ProcessStartInfo>? wrap = null
    )
    {
        using var rig = new SimulationRig(submission, wrap);
        var found = new Dictionary<ViolationKind, FoundViolation>();
        var timeouts = new HashSet<TimeSpan>();
        var (run, accepted) = (0, 0);
        try
        {
            foreach (var (seed, faults) in plan.Seeds)
            {
                var schedule = Schedule.Draw(seed, plan.Clients, faults);
                var outcome = rig.Run(schedule);
                run++;
                timeouts.UnionWith(outcome.Timeouts);
                accepted = Math.Max(accepted, outcome.Accepted);
                if (outcome.Violation is { } violation)
                {
                    found.TryAdd(violation.Kind, new FoundViolation(schedule, faults, violation));
                }

                // A server that cannot do the simple thing is not asked for the hard one: each loss costs a process.
                if (rig.Losses >= SimulationPlan.MostLosses)
                {
                    break;
                }
            }

            return new SimulationEvidence(
                run,
                [.. found.Values],
                rig.CompareRegistry(),
                [.. timeouts.Order()],
                accepted,
                Unfinished: null
            );
        }
        catch (NotImplementedException hole)
        {
            return new SimulationEvidence(run, [], [], [], accepted, hole.Message);
        }
    }

    /// <summary>
    /// The story of one violation: the schedule shrunk, run again and written down. Null for a lost process, which leaves
    /// nothing to replay step by step.
    /// </summary>
    public static Story? Tell(
        string submission,
        FoundViolation found,
        Func<ProcessStartInfo, ProcessStartInfo>? wrap = null
    )
    {
        if (found.Violation.Thrown is WorkerLostException)
        {
            return null;
        }

        using var rig = new SimulationRig(submission, wrap);
        return Story.Tell(found.Schedule, found.Violation, rig.NewLoop);
    }
}

/// <summary>One kind of violation and the first schedule that brought it out.</summary>
internal sealed record FoundViolation(Schedule Schedule, Faults Faults, Violation Violation)
{
    /// <summary>
    /// The kind, seen through an exception of the student's process: a second thread is noticed on the wire, not in court.
    /// </summary>
    public ViolationKind Kind =>
        Violation.Thrown is ViolationException { Violation.Kind: var kind } ? kind : Violation.Kind;
}

/// <summary>Which schedules to run. The same for everyone, so that the same submission gets the same verdict.</summary>
internal sealed record SimulationPlan(int Count, int Clients)
{
    /// <summary>After so many lost processes the rest would be the same.</summary>
    public const int MostLosses = 2;

    /// <summary>Enough for <c>verify</c>: see tests/corpus for how many each known bug needs.</summary>
    public static SimulationPlan Quick { get; } = new(120, 50);

    /// <summary>First a few calm schedules, in which a plain mistake shows as itself; then all faults at once.</summary>
    public IEnumerable<(int Seed, Faults Faults)> Seeds =>
        Enumerable.Range(1, Count).Select(seed => (seed, seed <= Count / 10 ? Faults.None : Faults.All));
}

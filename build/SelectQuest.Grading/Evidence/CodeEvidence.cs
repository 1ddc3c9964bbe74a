using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Grading.Evidence.Source;

namespace SelectQuest.Grading.Evidence;

/// <summary>
/// All that is known about a submission's code. Behaviour proves, source locates: the more members are there, the less
/// the source decides.
/// </summary>
internal sealed record CodeEvidence(SourceEvidence Source)
{
    /// <summary>What the loop did under the simulated kernel; null if it was not run.</summary>
    public SimulationEvidence? Simulation { get; init; }
}

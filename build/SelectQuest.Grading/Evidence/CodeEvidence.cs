using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Grading.Evidence.Source;

namespace SelectQuest.Grading.Evidence;

/// <summary>
/// All that is known about a submission's code. Behaviour proves, source locates: the more members are there, the less
/// the source decides.
/// </summary>
internal sealed record CodeEvidence(SourceEvidence Source)
{
    /// <summary>Why code that could have been run was not, as a sentence; else null.</summary>
    public string? NotRunBecause { get; init; }

    /// <summary>What the plan of the same submission says; null if there is none to compare with.</summary>
    public PlanEvidence? Plan { get; init; }

    /// <summary>What the loop did under the simulated kernel; null if it was not run.</summary>
    public SimulationEvidence? Simulation { get; init; }

    /// <summary>What its server did for real clients; null if none could reach it.</summary>
    public LiveEvidence? Live { get; init; }

    /// <summary>The same with more clients, and more that come and go; empty unless that was asked for.</summary>
    public IReadOnlyList<LiveEvidence> LiveWithMore { get; init; } = [];

    /// <summary>Every run with real clients.</summary>
    public IEnumerable<LiveEvidence> LiveRuns => Live is null ? LiveWithMore : LiveWithMore.Prepend(Live);

    /// <summary>What the kernel's own record shows; null if the code was not run.</summary>
    public KernelEvidence? Kernel { get; init; }
}

using SelectQuest.Grading.Evidence.Simulation;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>Runs a compiled submission under the simulated kernel.</summary>
internal static class SimulatedRun
{
    /// <summary>What the loop did, and one sentence on how it was run; or no evidence, and why.</summary>
    public static (SimulationEvidence? Evidence, string HowRun) Of(
        byte[] assembly,
        SimulationPlan plan,
        SandboxChoice choice,
        bool ownCode
    )
    {
        using var place = RunPlace.For(assembly, choice, ownCode, out var whyNot);
        if (place is null)
        {
            return (null, $"The code was not run: {whyNot}.");
        }

        var evidence = SimulationEvidence.Gather(place.Assembly, plan, place.Sandbox.Wrap);
        return (
            evidence,
            $"The code ran {place.Sandbox.Name}, under {evidence.Schedules} schedules of the simulated kernel."
        );
    }
}

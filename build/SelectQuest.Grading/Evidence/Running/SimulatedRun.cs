using SelectQuest.Grading.Evidence.Simulation;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>Runs a compiled submission under the simulated kernel, from a folder that is gone afterwards.</summary>
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
        var folder = Directory.CreateTempSubdirectory("selectquest-").FullName;
        try
        {
            // .NET's own folder is not under /usr everywhere.
            var dotnet = Path.GetDirectoryName(DotNetHost.Path);
            string[] readable =
            [
                folder,
                AppContext.BaseDirectory,
                .. string.IsNullOrEmpty(dotnet) ? [] : new[] { dotnet },
            ];
            var (sandbox, whyNot) = Sandbox.Choose(choice, ownCode, readable);
            if (sandbox is null)
            {
                return (null, $"The code was not run: {whyNot}.");
            }

            var server = BuiltServer.Write(folder, assembly, []);
            var evidence = SimulationEvidence.Gather(server.Assembly, plan, sandbox.Wrap);
            return (
                evidence,
                $"The code ran {sandbox.Name}, under {evidence.Schedules} schedules of the simulated kernel."
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

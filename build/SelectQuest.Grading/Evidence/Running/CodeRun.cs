using System.Diagnostics;
using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Simulation;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>
/// Runs a compiled submission in the three ways there are: its loop under the simulated kernel, its server with real
/// clients, its server under strace. All three at once, since each of them mostly waits; from a folder that is gone
/// afterwards.
/// </summary>
internal static class CodeRun
{
    /// <summary>What was seen, or why nothing was.</summary>
    public static RunEvidence Of(byte[] assembly, GraderOptions options)
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
            var (sandbox, whyNot) = Sandbox.Choose(options.Sandbox, options.OwnCode, readable);
            return sandbox is null
                ? RunEvidence.NotRun($"The code was not run: {whyNot}.")
                : Of(BuiltServer.Write(folder, assembly, []), sandbox, options);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RunEvidence Of(BuiltServer server, Sandbox sandbox, GraderOptions options)
    {
        // A server in a sandbox must share a network with our clients, and that must not be the machine's.
        var mayListen = !sandbox.HasNetwork || options.PrivateNetwork;
        var simulated = Task.Run(() =>
            SimulationEvidence.Gather(server.Assembly, SimulationPlan.Quick, sandbox.WrapLoop)
        );
        var live = mayListen ? Task.Run(() => Live(server, sandbox.WrapServer, options.Thorough)) : null;
        var kernel = mayListen
            ? Task.Run(() => KernelRun.Observe(server, CancellationToken.None, wrap: sandbox.WrapServer))
            : null;
        Task.WaitAll([simulated, live ?? Task.CompletedTask, kernel ?? Task.CompletedTask]);
        return new RunEvidence(
            simulated.Result,
            live?.Result,
            kernel?.Result ?? KernelEvidence.NotSeen(NoNetwork),
            $"The code ran {sandbox.Name}: {Ways(simulated.Result, live?.Result, kernel?.Result)}."
        );
    }

    private const string NoNetwork = "the server was not started: the sandbox has no network that clients could share";

    private static LiveEvidence Live(
        BuiltServer server,
        Func<ProcessStartInfo, ProcessStartInfo> wrap,
        bool thorough
    ) => LiveRun.Gather(server, new LiveOptions { Wrap = wrap });

    private static string Ways(SimulationEvidence simulated, LiveEvidence? live, KernelEvidence? kernel)
    {
        var ways = new List<string> { $"under {simulated.Schedules} schedules of the simulated kernel" };
        if (live is not null)
        {
            ways.Add($"with {live.Clients} real clients");
        }

        if (kernel is { NotSeenBecause: null })
        {
            ways.Add("under strace");
        }

        return ways.Count == 1 ? ways[0] : $"{string.Join(", ", ways.SkipLast(1))} and {ways[^1]}";
    }
}

/// <summary>What the code did.</summary>
/// <param name="Simulation">Null if it was not run.</param>
/// <param name="Live">Null if no client could reach the server.</param>
/// <param name="Kernel">Says itself why there is no record.</param>
/// <param name="HowRun">One sentence for the report.</param>
internal sealed record RunEvidence(
    SimulationEvidence? Simulation,
    LiveEvidence? Live,
    KernelEvidence? Kernel,
    string? HowRun
)
{
    public static RunEvidence NotRun(string? because) => new(null, null, null, because);
}

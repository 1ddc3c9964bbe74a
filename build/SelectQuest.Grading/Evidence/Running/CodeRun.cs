using System.Diagnostics;
using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Simulation;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>
/// Runs a compiled submission in the three ways there are: its loop under the simulated kernel, its server with real
/// clients, its server under strace. The server is started when the first schedules of the simulation have held, beside the
/// others; everything happens in a folder that is gone afterwards.
/// </summary>
internal static class CodeRun
{
    /// <summary>What was seen, or why nothing was.</summary>
    public static RunEvidence Of(byte[] assembly, GraderOptions options)
    {
        using var place = RunPlace.For(assembly, options.Sandbox, options.OwnCode, out var whyNot);
        return place is null
            ? RunEvidence.NotRun($"The code was not run: {whyNot}.")
            : Of(place.Server, place.Sandbox, options);
    }

    private static RunEvidence Of(BuiltServer server, Sandbox sandbox, GraderOptions options)
    {
        var firstHeld = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var simulated = Task.Run(() =>
            SimulationEvidence.Gather(server.Assembly, SimulationPlan.Quick, sandbox.WrapLoop, firstHeld)
        );

        // A simulation that ends early, or fails, has nothing more to say of its first schedules. Which of the two was
        // noticed first says nothing: on a busy machine both may be over by then.
        Task.WaitAny(firstHeld.Task, simulated);
        var sound = firstHeld.Task is { IsCompletedSuccessfully: true, Result: true };

        if (!options.RealWorld)
        {
            return Seen(sandbox, simulated.Result, [], KernelEvidence.NotSeen(NotAsked));
        }

        // A server in a sandbox must share a network with our clients, and that must not be the machine's.
        if (sandbox.HasNetwork && !options.PrivateNetwork)
        {
            return Seen(sandbox, simulated.Result, [], KernelEvidence.NotSeen(NoNetwork));
        }

        var usual = new LiveOptions { Wrap = sandbox.WrapServer, Brief = !sound };
        var live = Task.Run(() => LiveRun.Gather(server, usual));
        var kernel = sound
            ? Task.Run(() => KernelRun.Observe(server, CancellationToken.None, wrap: sandbox.WrapServer))
            : Task.FromResult(KernelEvidence.NotSeen(ShownAlready));
        Task.WaitAll(simulated, live, kernel);

        // What comes now is alone on the machine, as far as that is ours to say.
        var more = sound && options.Thorough ? LiveOptions.Thorough : [];
        return Seen(
            sandbox,
            simulated.Result,
            [live.Result, .. more.Select(one => LiveRun.Gather(server, one with { Wrap = sandbox.WrapServer }))],
            kernel.Result
        );
    }

    private const string NotAsked = "the server was not started: nobody asked for that";
    private const string NoNetwork = "the server was not started: the sandbox has no network that clients could share";
    private const string ShownAlready = "the simulated kernel has shown a fault already";

    private static RunEvidence Seen(
        Sandbox sandbox,
        SimulationEvidence simulated,
        IReadOnlyList<LiveEvidence> live,
        KernelEvidence kernel
    ) => new(simulated, live, kernel, $"The code ran {sandbox.Name}: {Ways(simulated, live, kernel)}.");

    private static string Ways(SimulationEvidence simulated, IReadOnlyList<LiveEvidence> live, KernelEvidence? kernel)
    {
        // How far a simulation came that was cut short may depend on the machine.
        var ways = new List<string>
        {
            simulated.Schedules == SimulationPlan.Quick.Count
                ? $"under {simulated.Schedules} schedules of the simulated kernel"
                : "under the simulated kernel",
        };
        if (live.Count > 0)
        {
            ways.Add($"with {Listed([.. live.Select(run => $"{run.Clients}")])} real clients");
        }

        if (kernel is { NotSeenBecause: null })
        {
            ways.Add("under strace");
        }

        return Listed(ways);
    }

    private static string Listed(List<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";
}

/// <summary>What the code did.</summary>
/// <param name="Simulation">Null if it was not run.</param>
/// <param name="Live">One for each number of clients; empty if none could reach the server.</param>
/// <param name="Kernel">Says itself why there is no record.</param>
/// <param name="HowRun">One sentence for the report.</param>
internal sealed record RunEvidence(
    SimulationEvidence? Simulation,
    IReadOnlyList<LiveEvidence> Live,
    KernelEvidence? Kernel,
    string? HowRun
)
{
    public static RunEvidence NotRun(string? because) => new(null, [], null, because);
}

using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Server.Simulation;

namespace SelectQuest.Verdicts.Tests.Given;

/// <summary>What a server that has everything did under the simulated kernel, for real clients and under strace.</summary>
internal static class SoundRun
{
    private static readonly Schedule AnySchedule = new() { Clients = 1 };

    public static SimulationEvidence Simulation { get; } =
        new(120, [], [], [TimeSpan.FromMilliseconds(500)]) { Held = 120 };

    public static KernelEvidence Kernel { get; } =
        new(
            [.. KernelFacts.All.Select(name => new KernelFact(name, KernelOutcome.Held, $"{name} held"))],
            [TimeSpan.FromMilliseconds(500)],
            SelectCalls: 300,
            Clients: 50
        );

    public static LiveEvidence Live { get; } = new(50, [.. ScenarioNames.All.Select(Held)], Idle: null);

    /// <summary>The sound source, run in all three ways.</summary>
    public static CodeEvidence Evidence { get; } =
        SoundCode.Evidence with
        {
            Simulation = Simulation,
            Kernel = Kernel,
            Live = Live,
        };

    /// <summary>The sound source under the simulated kernel alone, where these violations came.</summary>
    public static CodeEvidence Simulated(params FoundViolation[] violations) =>
        SoundCode.Evidence with
        {
            Simulation = Simulation with { Violations = violations },
        };

    public static FoundViolation Violation(ViolationKind kind, string expected = "this", string observed = "that") =>
        new(AnySchedule, new Violation(kind, 7, 12, expected, observed));

    public static FoundViolation Violation(ViolationKind kind, Exception thrown) =>
        new(AnySchedule, new Violation(kind, -1, 12, "no exception", "an exception") { Thrown = thrown });

    /// <summary>The kernel's record with one fact another.</summary>
    public static KernelEvidence KernelWith(
        string name,
        KernelOutcome outcome,
        string observed = "it broke",
        string? measured = null
    ) =>
        Kernel with
        {
            Facts =
            [
                .. Kernel.Facts.Select(fact =>
                    fact.Name == name ? new KernelFact(name, outcome, observed, measured) : fact
                ),
            ],
        };

    /// <summary>The live run with one scenario another.</summary>
    public static LiveEvidence LiveWith(LiveResult result) =>
        Live with
        {
            Results = [.. Live.Results.Select(held => held.Scenario == result.Scenario ? result : held)],
        };

    public static LiveResult Held(string scenario) => new(scenario, LiveOutcome.Held, "did as asked") { Clients = 50 };

    public static LiveResult Broken(string scenario, LiveFault fault, string observed, string? measured = null) =>
        new(scenario, LiveOutcome.Broken, observed, measured) { Fault = fault, Clients = 50 };

    public static LiveResult Undecided(string scenario, string reason) => new(scenario, LiveOutcome.Undecided, reason);

    public static LiveResult NotPlayed(string scenario, string reason) => new(scenario, LiveOutcome.NotRun, reason);
}

using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Grading.Submissions;
using SelectQuest.Server.Simulation;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>Records the loop of one submission, in a process of its own.</summary>
internal static class SubmissionTrace
{
    /// <summary>Compiles, runs, and writes header, iterations and end.</summary>
    /// <exception cref="UnusableInputException">The sandbox that was asked for cannot be had.</exception>
    /// <exception cref="TraceUnwritableException"/>
    /// <exception cref="NothingToRunException">There is no code, or it does not compile: nothing was written.</exception>
    public static TraceSummary Record(Submission submission, TraceOptions options, TextWriter output)
    {
        var assembly = SubmissionAssembly.Of(submission);
        using var place = RunPlace.For(assembly, options.Sandbox, options.OwnCode, out var whyNot);
        if (place is null)
        {
            throw new UnusableInputException($"the code was not run: {whyNot}.");
        }

        using var trace = new TraceWriter(output, options.Limits);
        using var worker = WorkerProcess.Start(place.Assembly, place.Sandbox.WrapLoop);
        var end = options.Scenario is { } scenario
            ? Play(scenario, submission, options, worker, trace)
            : Replay(options.Seed ?? 0, submission, options, worker, trace);
        return new TraceSummary(end, trace.Iterations, trace.Calls);
    }

    private static TraceEnd Play(
        QuestScenario scenario,
        Submission submission,
        TraceOptions options,
        WorkerProcess worker,
        TraceWriter trace
    )
    {
        using var sockets = new NumberedSockets();
        var title = scenario.Title(options.Clients);
        trace.Header(
            new(submission.Name, options.Version, scenario.Number, null, title, options.Clients, sockets.ListenFd)
        );
        var loop = new RemoteLoop(worker, Patience.ForSilence);
        return ScenarioTrace.Run(scenario, options.Clients, sockets, loop.NewLoop, trace);
    }

    private static TraceEnd Replay(
        int seed,
        Submission submission,
        TraceOptions options,
        WorkerProcess worker,
        TraceWriter trace
    )
    {
        var schedule = Schedule.Draw(seed, options.Clients);
        var title = $"{options.Clients} clients under schedule {seed} of the simulated kernel";
        trace.Header(new(submission.Name, options.Version, null, seed, title, options.Clients, schedule.ListenFd));
        return SeedTrace.Run(schedule, new RemoteLoop(worker).NewLoop, trace);
    }
}

/// <summary>What to record, and how the code is run.</summary>
internal sealed record TraceOptions
{
    /// <summary>Played on the real kernel; null to run <see cref="Seed"/>'s schedule on the simulated one.</summary>
    public QuestScenario? Scenario { get; init; }

    public int? Seed { get; init; }

    /// <summary>1 to 400.</summary>
    public int Clients { get; init; } = 50;

    public TraceLimits Limits { get; init; } = TraceLimits.Usual;

    /// <inheritdoc cref="GraderOptions.Sandbox"/>
    public SandboxChoice Sandbox { get; init; } = SandboxChoice.Auto;

    /// <inheritdoc cref="GraderOptions.OwnCode"/>
    public bool OwnCode { get; init; }

    /// <inheritdoc cref="GraderOptions.Version"/>
    public string Version { get; init; } = new GraderOptions().Version;
}

/// <summary>What was recorded.</summary>
internal sealed record TraceSummary(TraceEnd End, int Iterations, long Calls);

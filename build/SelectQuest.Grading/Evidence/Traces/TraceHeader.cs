namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>The first line of a trace: what was run.</summary>
/// <param name="Submission">The submission's name.</param>
/// <param name="Scenario">1 to 6 with the real kernel, else null.</param>
/// <param name="Seed">The schedule's seed with the simulated kernel, else null.</param>
/// <param name="Title">What the clients do, in a sentence.</param>
internal sealed record TraceHeader(
    string Submission,
    string GraderVersion,
    int? Scenario,
    int? Seed,
    string Title,
    int Clients,
    int ListenFd
);

namespace SelectQuest.Server.Tests.Scenarios;

/// <summary>The scenarios share the fds of one process, so they take turns, and nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime
{
    internal const string Name = "Scenarios";
}

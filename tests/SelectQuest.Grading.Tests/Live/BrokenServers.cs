namespace SelectQuest.Grading.Tests.Live;

/// <summary>One server with one bug, and every word the grader has to say about it beyond "held".</summary>
/// <param name="Name">The bug.</param>
/// <param name="Source">The whole program.</param>
/// <param name="Words">One line for each broken scenario, <c>scenario | fault | observed</c>, and one that counts what did not run.</param>
internal sealed record BrokenServer(string Name, string Source, params string[] Words)
{
    /// <summary>For servers that never say where they listen: waiting the full time shows nothing more.</summary>
    public bool NeverListens { get; init; }
}

internal static partial class BrokenServers
{
    private const string NothingElse = "13 not run | it needs scenario 'start' to hold";
    private const string NothingAfterTwo = "11 not run | it needs scenario '2 one message each' to hold";

    private const string Start = "// At start.";
    private const string Loop = "// Before the loop.";
    private const string Received = "// Received.";
    private const string Line = """Console.WriteLine($"listening on 127.0.0.1:{port}");""";

    private static string Plain(params (string, string)[] changes) => PlainServer.With(changes);
}

using System.Text.Json.Nodes;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Evidence.Traces;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary>A trace as its readers see it: text, and one object for each line of it.</summary>
internal sealed class RecordedTrace
{
    public RecordedTrace(string text)
    {
        Text = text;
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Lines = [.. text.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!.AsObject())];
    }

    public string Text { get; }

    public IReadOnlyList<JsonObject> Lines { get; }

    public JsonObject Header => Lines[0];

    public JsonObject End => Lines[^1];

    public string Ended => (string)End["ended"]!;

    public IReadOnlyList<JsonObject> Iterations => [.. Lines.Where(line => (string)line["line"]! == "iteration")];

    /// <summary>All calls but select, in order.</summary>
    public IReadOnlyList<TracedCall> Calls => [.. Iterations.SelectMany(TracedCall.Of)];

    public IEnumerable<TracedCall> CallsOf(string name) => Calls.Where(call => call.Name == name);

    public static RecordedTrace OfScenario(Submission submission, int scenario, int clients = 50) =>
        Of(submission, new TraceOptions { Scenario = QuestScenario.All[scenario - 1], Clients = clients });

    public static RecordedTrace OfSeed(Submission submission, int seed, int clients = 50) =>
        Of(submission, new TraceOptions { Seed = seed, Clients = clients });

    public static RecordedTrace OfCase(string name, int scenario) => OfScenario(CorpusSubmission.Case(name), scenario);

    // The kit's own servers and those of its corpus need no sandbox.
    public static RecordedTrace Of(Submission submission, TraceOptions options)
    {
        using var text = new StringWriter();
        var summary = SubmissionTrace.Record(submission, options with { Sandbox = SandboxChoice.None }, text);
        var trace = new RecordedTrace(text.ToString());
        Assert.Equal(summary.Iterations, (int)trace.End["iterations"]!);
        Assert.Equal(summary.Calls, (long)trace.End["calls"]!);
        Assert.Equal(summary.End.IsComplete, trace.Ended == "completed");
        return trace;
    }
}

/// <summary>One call as a line of a trace has it.</summary>
internal sealed record TracedCall(string Name, int Fd, int? Size, int? Result, string? Errno)
{
    public static IEnumerable<TracedCall> Of(JsonObject iteration) =>
        iteration["calls"]!.AsArray().Select(call => Of(call!));

    private static TracedCall Of(JsonNode call) =>
        new((string)call["call"]!, (int)call["fd"]!, (int?)call["size"], (int?)call["result"], (string?)call["errno"]);
}

using NJsonSchema;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary>The schema that travels with the command.</summary>
internal static class TraceSchema
{
    private static readonly Lazy<Task<JsonSchema>> Shipped = new(() =>
        JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "trace.v1.schema.json"))
    );

    public static async Task<int> Faults(string line) => (await Shipped.Value).Validate(line).Count;

    public static async Task AssertEveryLineIsValid(RecordedTrace trace)
    {
        Assert.Equal(["header", .. trace.Iterations.Select(_ => "iteration"), "end"], trace.Lines.Select(Kind));
        foreach (var line in trace.Text.TrimEnd('\n').Split('\n'))
        {
            Assert.True(await Faults(line) == 0, line);
        }

        static string Kind(System.Text.Json.Nodes.JsonObject line) => (string)line["line"]!;
    }
}

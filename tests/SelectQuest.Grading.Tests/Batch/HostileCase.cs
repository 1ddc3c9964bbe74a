using System.Text.Json;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Batch;

/// <summary>A case of <c>tests/corpus/hostile</c>: what it tries, and what the grader must say of it.</summary>
/// <param name="Name">The case's folder.</param>
/// <param name="Base"><c>solution</c>, <c>starter</c>, or <c>none</c>.</param>
/// <param name="HandedIn"><c>folder</c>, <c>zip</c>, <c>tar</c>, or what no repo can be: <c>pipe</c>, <c>broken</c>, <c>latin1</c>.</param>
/// <param name="Submission">Its name in the class.</param>
/// <param name="Rule">The rule that must tell what happened; any rule where only the words count.</param>
/// <param name="Says">Words that must be in that finding; null where the rule says it all.</param>
/// <param name="Most">The points that are honest: no forgery may earn one more.</param>
/// <param name="Makes">What neither git nor a zip can hold, to be made on the spot.</param>
internal sealed record HostileCase(
    string Name,
    string Base,
    string HandedIn,
    string Submission,
    string? Rule,
    string? Says,
    int Most,
    JsonElement[] Makes
)
{
    public static string Corpus { get; } = Path.Combine(CorpusSubmission.Root, "tests", "corpus", "hostile");

    /// <summary>
    /// Every one with HOSTILE=all. Else every twelfth of those whose servers run in full, which takes seconds each, and all
    /// others.
    /// </summary>
    public static IReadOnlyList<HostileCase> Chosen { get; } =
    [
        .. Directory
            .GetDirectories(Corpus)
            .Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal)
            .Select(Read)
            .Where((one, at) => AllOfThem || !one.RunsInFull || at % 12 == 0),
    ];

    private static bool AllOfThem => Environment.GetEnvironmentVariable("HOSTILE") == "all";

    private bool RunsInFull => Base == "solution" && HandedIn == "folder" && Submission == Name;

    public string Folder => Path.Combine(Corpus, Name);

    private static HostileCase Read(string name)
    {
        var label = JsonDocument.Parse(File.ReadAllText(Path.Combine(Corpus, name, "label.json"))).RootElement;
        var finding = label.GetProperty("finding");
        return new HostileCase(
            name,
            label.GetProperty("base").GetString()!,
            Text(label, "handedIn") ?? "folder",
            Text(label, "name") ?? name,
            Text(finding, "rule"),
            Text(finding, "says"),
            label.GetProperty("most").GetInt32(),
            label.TryGetProperty("makes", out var makes) ? [.. makes.EnumerateArray()] : []
        );
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() : null;
}

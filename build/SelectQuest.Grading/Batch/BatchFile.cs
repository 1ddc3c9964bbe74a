using System.Text.Json;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Batch;

/// <summary>
/// <c>REPORT/batch.json</c>: what was found to grade, in all shards. It lets a merge say which results are missing.
/// </summary>
/// <param name="Shard"><c>I/N</c>; <c>1/1</c> for a whole batch.</param>
/// <param name="Submissions">Every name that was found, by its slug, which no two share.</param>
internal sealed record BatchFile(string Shard, IReadOnlyDictionary<string, string> Submissions)
{
    public const string Schema = "selectquest/batch/v1";

    private const string Name = "batch.json";

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public static BatchFile Of(Shard shard, IEnumerable<KeyValuePair<string, string>> submissions) =>
        new(shard.ToString(), new SortedDictionary<string, string>(submissions.ToDictionary(), StringComparer.Ordinal));

    /// <summary>The whole of which these are parts; null if none is known.</summary>
    public static BatchFile? Joined(IReadOnlyList<BatchFile> parts) =>
        parts.Count == 0
            ? null
            : Of(Batch.Shard.Whole, parts.SelectMany(part => part.Submissions).DistinctBy(one => one.Key));

    public void Write(string report) =>
        ResultStore.WriteWhole(
            Path.Combine(report, Name),
            JsonSerializer.Serialize(new Document(Schema, Shard, Submissions), Layout) + "\n"
        );

    /// <summary>Null where a report has none.</summary>
    /// <exception cref="UnusableInputException">It is there, and is no such file.</exception>
    public static BatchFile? Read(string report)
    {
        var path = Path.Combine(report, Name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return
                JsonSerializer.Deserialize<Document>(File.ReadAllText(path), Layout)
                    is { Schema: Schema, Shard: { } shard, Submissions: { } names }
                ? new BatchFile(shard, names)
                : throw new UnusableInputException($"{path} is no {Schema}. Grade that shard again.");
        }
        catch (JsonException broken)
        {
            throw new UnusableInputException($"{path}:{broken.LineNumber + 1} is no {Schema}. Grade that shard again.");
        }
    }

    private sealed record Document(string Schema, string Shard, IReadOnlyDictionary<string, string> Submissions);
}

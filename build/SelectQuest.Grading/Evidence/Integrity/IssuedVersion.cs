using System.Text.Json;
using System.Text.RegularExpressions;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>Which version of the quest a repo says it is: that of the grader its tool manifest pins.</summary>
internal static partial class IssuedVersion
{
    private const string Package = "selectquest.cli";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Null if the manifest is missing, is no JSON, or names no version of the grader.</summary>
    public static string? Of(FileRead manifest)
    {
        if (!manifest.Succeeded || TextDecoding.Decode(manifest.Bytes).Text is not { } text)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text, Lenient);
            return
                Member(json.RootElement, "tools") is { } tools
                && Member(tools, Package) is { } tool
                && Member(tool, "version") is { ValueKind: JsonValueKind.String } version
                && Version().IsMatch(version.GetString()!)
                ? version.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair.
            return null;
        }
    }

    /// <summary>A pack made on someone's own machine: each has a number of its own, and none is ever released.</summary>
    public static bool IsLocalPack(string version) => LocalPack().IsMatch(version);

    private static JsonElement? Member(JsonElement within, string name) =>
        within.ValueKind == JsonValueKind.Object
            ? within
                .EnumerateObject()
                .Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(member => (JsonElement?)member.Value)
                .FirstOrDefault()
            : null;

    [GeneratedRegex(@"\A[0-9A-Za-z.+-]{1,64}\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"-dev\.[0-9]+\z")]
    private static partial Regex LocalPack();
}

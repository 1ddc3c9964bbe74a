using System.Text.Json;
using System.Text.Json.Serialization;
using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Judges;

/// <summary>What a judge is asked: one submission, and how to look at it.</summary>
/// <param name="Path">A repo's folder, a plan's file or an archive; absolute.</param>
/// <param name="Sandbox">What the code runs in.</param>
internal sealed record JudgeRequest(string Path, SandboxChoice Sandbox)
{
    public Criterion? Only { get; init; }

    public bool Thorough { get; init; }

    /// <summary>See <see cref="GraderOptions.PrivateNetwork"/>.</summary>
    public bool PrivateNetwork { get; init; }

    /// <summary>One of many: what is no quest at all is a submission in which everything is missing.</summary>
    public bool HandedIn { get; init; }

    /// <summary>The name reports show; null for the folder's or the file's.</summary>
    public string? Name { get; init; }

    /// <summary>Another submission of the batch has the same name.</summary>
    public bool SharesName { get; init; }

    /// <summary>See <see cref="GraderOptions.CompileWithin"/>.</summary>
    public TimeSpan CompileWithin { get; init; } = GraderOptions.CompileBound;

    /// <summary>The content hash of a verdict that is there already: the same content is not judged again.</summary>
    public string? KnownContent { get; init; }
}

/// <summary>What a judge answers.</summary>
/// <param name="Verdict">Null if the content is the one that was known, and where one of the others is not null.</param>
/// <param name="Content">The hash of what was read; null if nothing was.</param>
/// <param name="Unusable">What is wrong with the path, as a message for whoever typed it.</param>
/// <param name="Fault">The grader's own exception, with its stack.</param>
internal sealed record JudgeReply(Verdict? Verdict, string? Content, string? Unusable = null, string? Fault = null)
{
    /// <summary>What copies are found by; null where there is no code.</summary>
    public Fingerprint? Fingerprint { get; init; }

    /// <summary>Exceptions that became checks, for those who mend the grader.</summary>
    public IReadOnlyList<string> Traces { get; init; } = [];

    /// <summary>Our clock ended it: why, as a sentence; never said by a judge.</summary>
    [JsonIgnore]
    public string? Late { get; init; }

    /// <summary>Something of this submission goes on in the judge's process: it is of no use for another one.</summary>
    public bool IsSpent { get; init; }

    public static JudgeReply Faulty(string fault) => new(null, null, Fault: fault);
}

/// <summary>One JSON value a line, both ways.</summary>
internal static class JudgeWire
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    public static string Write<T>(T message) => JsonSerializer.Serialize(message, Layout);

    /// <exception cref="JsonException">The line is no such message.</exception>
    public static T Read<T>(string line) =>
        JsonSerializer.Deserialize<T>(line, Layout) ?? throw new JsonException("The message is null.");
}

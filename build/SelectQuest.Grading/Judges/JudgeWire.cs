using System.Text.Json;
using System.Text.Json.Serialization;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Judges;

/// <summary>What a judge is asked: one submission, and how to look at it.</summary>
/// <param name="Path">A repo's folder or a plan's file; absolute.</param>
/// <param name="Sandbox">What the code runs in.</param>
internal sealed record JudgeRequest(
    string Path,
    bool PlanOnly,
    Criterion? Only,
    SandboxChoice Sandbox,
    bool Thorough,
    bool PrivateNetwork
);

/// <summary>What a judge answers: exactly one of the three.</summary>
/// <param name="Unusable">What is wrong with the path, as a message for whoever typed it.</param>
/// <param name="Fault">The grader's own exception, with its stack.</param>
internal sealed record JudgeReply(Verdict? Verdict, string? Unusable = null, string? Fault = null)
{
    /// <summary>Exceptions that became checks, for those who mend the grader.</summary>
    public IReadOnlyList<string> Traces { get; init; } = [];
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

    /// <summary>Answers requests, one after the other, until the input ends.</summary>
    public static void Serve(TextReader requests, TextWriter replies)
    {
        while (requests.ReadLine() is { } line)
        {
            replies.WriteLine(Write(Answer(Read<JudgeRequest>(line))));
            replies.Flush();
        }
    }

    private static JudgeReply Answer(JudgeRequest request)
    {
        var traces = new List<string>();
        try
        {
            var submission = SubmissionReader.Read(request.Path, request.PlanOnly);
            var options = new GraderOptions
            {
                Only = request.Only,
                Sandbox = request.Sandbox,
                Thorough = request.Thorough,
                PrivateNetwork = request.PrivateNetwork,
                OnFault = fault => traces.Add(fault.ToString()),
            };
            return new JudgeReply(Grader.Judge(submission, options)) { Traces = traces };
        }
        catch (UnusableInputException unusable)
        {
            return new JudgeReply(null, Unusable: unusable.Message);
        }
#pragma warning disable CA1031 // Whatever went wrong with this submission, the next one is judged.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new JudgeReply(null, Fault: fault.ToString());
        }
    }
}

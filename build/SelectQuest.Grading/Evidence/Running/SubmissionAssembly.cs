using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>A submission's code as something that can run.</summary>
internal static class SubmissionAssembly
{
    /// <exception cref="NothingToRunException">There is no code, or it does not compile.</exception>
    public static byte[] Of(Submission submission)
    {
        if (submission.Sources.Count == 0)
        {
            throw new NothingToRunException($"there is no C# file of yours under {QuestText.SourceFolder}");
        }

        var source = SourceEvidence.Of(submission);
        return source.Assembly
            ?? throw new NothingToRunException(
                source.Excess is { } excess ? $"the code was not compiled ({excess.Observed.TrimEnd('.')})"
                : source.Errors is [{ Where: { } at } first, ..]
                    ? $"the code does not compile, first of all at {at.File}:{at.Line}: {first.Id} {first.Message}"
                : "the code does not compile"
            );
    }
}

/// <summary>There is nothing that could run. The message is the reason, without a full stop.</summary>
internal sealed class NothingToRunException(string reason) : Exception(reason);

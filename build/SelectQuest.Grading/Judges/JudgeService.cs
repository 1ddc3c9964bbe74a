using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Judges;

/// <summary>The judge's side of the wire: reads a submission, judges it, answers; one after the other.</summary>
internal static class JudgeService
{
    /// <summary>An archive could not be unpacked, or not all of it.</summary>
    public const string ArchiveProblem = "SQ710";

    /// <summary>Another submission of the batch has the same name.</summary>
    public const string SameName = "SQ819";

    /// <summary>Of a submission's problems those that are about how it was handed in, and about no half of it.</summary>
    public static bool IsAboutHandingIn(string rule) => rule is ArchiveProblem or SameName;

    /// <summary>Answers requests until the input ends.</summary>
    public static void Serve(TextReader requests, TextWriter replies)
    {
        while (requests.ReadLine() is { } line)
        {
            replies.WriteLine(JudgeWire.Write(Answer(JudgeWire.Read<JudgeRequest>(line))));
            replies.Flush();
        }
    }

    private static JudgeReply Answer(JudgeRequest request)
    {
        try
        {
            return Archive.IsOne(request.Path) && File.Exists(request.Path)
                ? OfArchive(request)
                : OfPath(request, request.Path, null);
        }
        catch (UnusableInputException unusable)
        {
            return new JudgeReply(null, null, Unusable: unusable.Message);
        }
#pragma warning disable CA1031 // Whatever went wrong with this submission, the next one is judged.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return JudgeReply.Faulty(fault.ToString());
        }
    }

    private static JudgeReply OfArchive(JudgeRequest request)
    {
        var folder = Directory.CreateTempSubdirectory("selectquest-archive-").FullName;
        try
        {
            var complaint = Archive.Unpack(request.Path, folder);
            return OfPath(request, Archive.RootIn(folder), complaint);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static JudgeReply OfPath(JudgeRequest request, string path, string? complaint)
    {
        var read = request.HandedIn
            ? SubmissionReader.ReadHandedIn(path)
            : SubmissionReader.Read(path, planOnly: false);
        var submission = read with
        {
            Name = request.Name ?? read.Name,
            Problems = [.. read.Problems, .. HandingIn(request, complaint)],
        };
        var content = ContentHash.Of(submission);
        if (content == request.KnownContent)
        {
            return new JudgeReply(null, content);
        }

        var traces = new List<string>();
        var leftBehind = DeepStack.LeftBehind;
        var options = new GraderOptions
        {
            Only = request.Only,
            Sandbox = request.Sandbox,
            Thorough = request.Thorough,
            PrivateNetwork = request.PrivateNetwork,
            OnFault = fault => traces.Add(fault.ToString()),
            CompileWithin = request.CompileWithin,
        };
        return new JudgeReply(Grader.Judge(submission, options), content)
        {
            Fingerprint = request.HandedIn && submission.Sources.Count > 0 ? Fingerprint.Of(submission) : null,
            Traces = traces,
            IsSpent = DeepStack.LeftBehind > leftBehind,
        };
    }

    private static IEnumerable<Check> HandingIn(JudgeRequest request, string? complaint)
    {
        if (complaint is not null)
        {
            yield return Check.Review(ArchiveProblem, $"The archive {complaint}.");
        }

        if (request.SharesName)
        {
            yield return Check.Review(SameName, "Another submission of this batch has the same name.");
        }
    }
}

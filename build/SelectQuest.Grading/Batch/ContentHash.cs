using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Batch;

/// <summary>What a verdict depends on, as one number: two submissions with the same hash get the same verdict.</summary>
internal static class ContentHash
{
    /// <summary>Of everything that was read of a submission, and of nothing else; 64 lower-case hexadecimal digits.</summary>
    public static string Of(Submission submission)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, submission.PlanOnly ? "plan only" : "plan and code");
        foreach (var file in submission.Sources.Prepend(submission.Plan).OfType<TextFile>())
        {
            Add(hash, file.Path);
            Add(hash, file.Text);
        }

        if (submission.Given is { } given)
        {
            Add(hash, given);
        }

        foreach (var problem in submission.Problems)
        {
            Add(hash, problem.Rule);
            Add(hash, problem.Observed);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of a text, such as a rubric.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // A given file that was changed is never used, and always told: the verdict says more than it did before.
    private static void Add(IncrementalHash hash, GivenFiles given)
    {
        Add(hash, "given");
        Add(hash, Convert.ToBase64String(given.Manifest.Bytes ?? []));
        foreach (var (path, file) in given.Files.Concat(given.Build))
        {
            Add(hash, path);
            Add(hash, file.Text ?? "");
            Add(hash, file.Fault ?? "");
        }

        Add(hash, "in the seam");
        foreach (var path in given.InSeam)
        {
            Add(hash, path);
        }
    }

    // With its length in front, so that no two lists of texts have the same bytes.
    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + ":"));
        hash.AppendData(bytes);
    }
}

using System.Text;
using Microsoft.Win32.SafeHandles;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Batch;

/// <summary>
/// The results of a batch, one file each. A file is there whole or not at all: it is written beside its place, synced, and
/// renamed. Whoever is killed in the middle leaves the last whole one.
/// </summary>
internal sealed class ResultStore
{
    private const string Ending = ".json";

    // What a killed run leaves behind begins with a dot: it is no result, and the next run takes it away.
    private const string Unfinished = ".unfinished-";

    private readonly string folder;

    /// <param name="report">The report's folder; its <c>results</c> is made if it is not there.</param>
    public ResultStore(string report)
    {
        folder = Path.Combine(report, "results");
        Directory.CreateDirectory(folder);
        foreach (var left in Directory.EnumerateFiles(folder, Unfinished + "*"))
        {
            File.Delete(left);
        }
    }

    /// <summary>The result kept under this slug; null if there is none.</summary>
    public Result? Find(string slug)
    {
        var path = PathOf(slug);
        return File.Exists(path) ? Result.FromJson(File.ReadAllText(path), path) : null;
    }

    public void Keep(Result result) => WriteWhole(PathOf(result.Slug), result.ToJson());

    /// <summary>Every result, in the order of their slugs.</summary>
    public static IReadOnlyList<Result> All(string report)
    {
        var folder = Path.Combine(report, "results");
        return Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, "*" + Ending)
                    .Where(path => !Path.GetFileName(path).StartsWith('.'))
                    .Order(StringComparer.Ordinal)
                    .Select(path => Result.FromJson(File.ReadAllText(path), path)),
            ]
            : throw new UnusableInputException($"{report} holds no results: there is no folder {folder}.");
    }

    /// <summary>Takes away what does not belong to the batch any more.</summary>
    public void KeepOnly(IReadOnlySet<string> slugs)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending))
        {
            if (!slugs.Contains(Path.GetFileNameWithoutExtension(path)))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Writes a file so that a reader, or the next run, sees the old text or the new one and nothing between.</summary>
    public static void WriteWhole(string path, string text)
    {
        var beside = Path.Combine(Path.GetDirectoryName(path)!, Unfinished + Path.GetFileName(path));
        using (SafeFileHandle file = File.OpenHandle(beside, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, Encoding.UTF8.GetBytes(text), 0);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(beside, path, overwrite: true);
    }

    private string PathOf(string slug) => Path.Combine(folder, slug + Ending);
}

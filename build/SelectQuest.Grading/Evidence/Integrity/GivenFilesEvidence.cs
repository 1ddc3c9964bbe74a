using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>A given file that is not as issued.</summary>
/// <param name="Line">The first line that differs; null if that is not known, because the issued text is not at hand.</param>
/// <param name="Fault">Why the file cannot be compared at all, as the end of a sentence; else null.</param>
internal sealed record ChangedFile(string Path, int? Line, string? Fault = null);

/// <summary>What became of the files a repo was issued with.</summary>
/// <param name="Version">What the repo's tool manifest says; null if it says nothing.</param>
/// <param name="IsKnown">This grader knows what that version issued; if not, the comparison is with its own files.</param>
/// <param name="Compared">How many given files that version has.</param>
/// <param name="Changed">In ordinal order of their paths.</param>
/// <param name="Missing">Single files; those of absent folders are not among them.</param>
/// <param name="AbsentFolders">Given folders of which not one file is here.</param>
/// <param name="Added">Files in the seam's folder that no version issued.</param>
internal sealed record GivenFilesEvidence(
    string? Version,
    bool IsKnown,
    int Compared,
    IReadOnlyList<ChangedFile> Changed,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> AbsentFolders,
    IReadOnlyList<string> Added
)
{
    private const string Build = "build/";

    public static GivenFilesEvidence Of(GivenFiles given, IssuedFiles known)
    {
        var version = IssuedVersion.Of(given.Manifest);
        var named = version is null ? null : known.Of(version);
        var issued = named ?? known.Of(IssuedFiles.Unpacked)!;
        var absent = IssuedFiles
            .Folders.Where(folder => issued.Keys.Any(path => IsIn(path, folder)))
            .Where(folder => !given.Files.Keys.Any(path => IsIn(path, folder)))
            .ToArray();
        return new(
            version,
            named is not null,
            issued.Count,
            [.. issued.Select(file => Compare(file.Key, file.Value, given, known)).OfType<ChangedFile>()],
            [
                .. issued
                    .Keys.Where(path => !given.Files.ContainsKey(path))
                    .Where(path => !absent.Any(folder => IsIn(path, folder)))
                    .Where(path => IsExpected(path, known)),
            ],
            absent,
            [.. given.InSeam.Except(known.Paths)]
        );
    }

    // build/ can be laid anew, with the manifest, by `dotnet new selectquest-build`; all else may be of an older version.
    private static bool IsExpected(string path, IssuedFiles known) => IsIn(path, Build) || known.IsInEvery(path);

    private static ChangedFile? Compare(string path, string hash, GivenFiles given, IssuedFiles known)
    {
        if (!given.Files.TryGetValue(path, out var file))
        {
            return null;
        }

        if (file.Text is null)
        {
            return new ChangedFile(path, null, file.Fault);
        }

        var lines = GivenText.Lines(file.Text);
        return known.Holds(path, GivenText.Hash(lines))
            ? null
            : new ChangedFile(path, FirstDifference(path, hash, lines));
    }

    // The text of older versions is not kept, and most files never change from one version to the next.
    private static int? FirstDifference(string path, string hash, string[] lines)
    {
        var own = StarterFiles.Texts.TryGetValue(path, out var text) ? GivenText.Lines(text) : null;
        return own is not null && GivenText.Hash(own) == hash ? GivenText.FirstDifference(lines, own) : null;
    }

    private static bool IsIn(string path, string folder) => path.StartsWith(folder, StringComparison.Ordinal);
}

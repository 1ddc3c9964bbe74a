using System.Text;

namespace SelectQuest.Grading.Submissions;

/// <summary>
/// What a repo holds in place of the files it was issued with. Grading never uses these copies; they are read, within
/// limits, so that a change is reported.
/// </summary>
/// <param name="Manifest"><c>.config/dotnet-tools.json</c>, which names the version of the quest.</param>
/// <param name="Files">By path, those that exist: their text, or why there is none.</param>
/// <param name="InSeam">The C# files in the seam's folder, whether issued or not.</param>
internal sealed record GivenFiles(
    FileRead Manifest,
    IReadOnlyDictionary<string, Decoded> Files,
    IReadOnlyList<string> InSeam
)
{
    /// <summary>What a build of the repo would obey beside its projects, by path in ordinal order; never obeyed here.</summary>
    public IReadOnlyDictionary<string, Decoded> Build { get; init; } = new SortedDictionary<string, Decoded>();

    public const string ManifestPath = ".config/dotnet-tools.json";
    public const string Seam = QuestText.SourceFolder + "/Sockets";

    private const int MaxFileBytes = SourceFolder.MaxFileBytes;
    private const int MaxSeamEntries = 1000;
    private const int MaxSeamDepth = 4;

    /// <param name="root">The submission's folder, without links.</param>
    /// <param name="paths">Where to look: every path that was ever issued, and no other file is opened.</param>
    public static GivenFiles Read(string root, IEnumerable<string> paths)
    {
        var files = new SortedDictionary<string, Decoded>(StringComparer.Ordinal);
        var total = 0;
        foreach (var path in paths)
        {
            var read = BoundedFile.Read(Path.Combine(root, path), root, MaxFileBytes);
            total += read.Bytes?.Length ?? 0;
            if (!read.IsMissing)
            {
                files[path] =
                    total > SourceFolder.MaxTotalBytes
                        ? new(null, "was not read: the given files are too large together")
                    : read.Succeeded ? TextDecoding.Decode(read.Bytes, Encoding.Latin1)
                    : new(null, read.Fault);
            }
        }

        return new(BoundedFile.Read(Path.Combine(root, ManifestPath), root, MaxFileBytes), files, InSeamOf(root))
        {
            Build = BuildFiles.Read(root),
        };
    }

    // Only named, never opened.
    private static string[] InSeamOf(string root)
    {
        var folder = Path.Combine(root, Seam);
        if (!Directory.Exists(folder) || RealPath.Of(folder) is not { } real || !RealPath.IsInside(real, root))
        {
            return [];
        }

        var limits = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MaxSeamDepth,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        return
        [
            .. Directory
                .EnumerateFileSystemEntries(real, "*", limits)
                .Take(MaxSeamEntries)
                .Where(entry => entry.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
                .Select(entry => $"{Seam}/{Path.GetRelativePath(real, entry).Replace('\\', '/')}")
                .Where(path => !path.Contains("/.", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }
}

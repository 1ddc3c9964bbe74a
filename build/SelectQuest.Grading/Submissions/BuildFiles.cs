using System.Text;

namespace SelectQuest.Grading.Submissions;

/// <summary>
/// Files that tell MSBuild, NuGet or the runtime what to do, wherever they stand in a repo. Grading obeys none of them; whoever
/// builds the repo would.
/// </summary>
internal static class BuildFiles
{
    public const int MostFiles = 60;

    private const int MostEntries = 5_000;
    private const int MostLevels = 4;
    private const int MostBytes = 256 * 1024;

    private static readonly string[] Endings =
    [
        ".props",
        ".targets",
        ".rsp",
        ".csproj",
        ".proj",
        ".csproj.user",
        "runtimeconfig.json",
        "runtimeconfig.template.json",
        ".editorconfig",
        ".globalconfig",
    ];

    private static readonly string[] Names = ["nuget.config", "global.json", "appsettings.json"];

    private static readonly string[] NotEntered = ["bin", "obj", ".git", "node_modules"];

    /// <summary>By path, with forward slashes: the text, or why there is none.</summary>
    /// <param name="root">The submission's folder, without links.</param>
    public static IReadOnlyDictionary<string, Decoded> Read(string root)
    {
        var found = new SortedDictionary<string, Decoded>(StringComparer.Ordinal);
        foreach (var path in Paths(root).Where(IsOne).Order(StringComparer.Ordinal).Take(MostFiles))
        {
            var read = BoundedFile.Read(Path.Combine(root, path), root, MostBytes);
            found[path] = read.Succeeded ? TextDecoding.Decode(read.Bytes, Encoding.Latin1) : new(null, read.Fault);
        }

        return found;
    }

    // Links are not followed here: they are told where sources are read.
    private static List<string> Paths(string root)
    {
        var entries = new List<string>();
        var folders = new Queue<(string Path, int Level)>([("", 0)]);
        while (folders.TryDequeue(out var folder) && entries.Count < MostEntries)
        {
            foreach (var entry in EntriesOf(Path.Combine(root, folder.Path)).Take(MostEntries - entries.Count))
            {
                var path = folder.Path.Length == 0 ? entry.Name : $"{folder.Path}/{entry.Name}";
                if (entry is not DirectoryInfo)
                {
                    entries.Add(path);
                }
                else if (
                    folder.Level < MostLevels
                    && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                    && !NotEntered.Contains(entry.Name)
                )
                {
                    folders.Enqueue((path, folder.Level + 1));
                }
            }
        }

        return entries;
    }

    private static FileSystemInfo[] EntriesOf(string folder)
    {
        try
        {
            var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos().Take(MostEntries).ToArray();
            Array.Sort(entries, (one, other) => string.CompareOrdinal(one.Name, other.Name));
            return entries;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsOne(string path) =>
        Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || Names.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase);
}

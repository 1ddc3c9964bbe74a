using System.Text;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Submissions;

/// <summary>
/// The student's C# files, as the build would take them: all below <c>src/SelectQuest.Server</c> but the given seam,
/// <c>bin</c>, <c>obj</c> and hidden folders.
/// </summary>
internal sealed class SourceFolder
{
    /// <summary>A file or folder of the source folder that was not read, and why.</summary>
    public const string LeftOut = "SQ709";

    public const int MaxFiles = 400;
    public const int MaxTotalBytes = 8 * 1024 * 1024;
    public const int MaxFileBytes = 1024 * 1024;
    private const int MaxEntries = 20_000;
    private const int MaxDepth = 32;

    private static readonly string[] NotTheStudents = ["Sockets", "bin", "obj"];

    private readonly string root;
    private readonly List<string> paths = [];
    private readonly List<Check> problems = [];
    private int entries;

    private SourceFolder(string root) => this.root = root;

    /// <param name="root">The submission's folder, without links.</param>
    public static (IReadOnlyList<TextFile> Sources, IReadOnlyList<Check> Problems) Read(string root)
    {
        var folder = new SourceFolder(root);
        if (IsLink(Path.Combine(root, "src")) || IsLink(Path.Combine(root, QuestText.SourceFolder)))
        {
            folder.Leave(QuestText.SourceFolder, "is a link, and linked folders are not entered");
        }
        else if (Directory.Exists(Path.Combine(root, QuestText.SourceFolder)))
        {
            folder.List(QuestText.SourceFolder, depth: 0);
        }

        var sources = folder.ReadFiles();
        return (sources, folder.problems);
    }

    private void List(string folder, int depth)
    {
        if (depth > MaxDepth)
        {
            Leave(folder, $"is nested more than {MaxDepth} folders deep");
            return;
        }

        foreach (var entry in Entries(folder))
        {
            var name = Path.GetFileName(entry);
            var path = $"{folder}/{name}";
            if (Directory.Exists(entry))
            {
                if (name.StartsWith('.') || (depth == 0 && NotTheStudents.Contains(name)))
                {
                    continue;
                }

                if (IsLink(entry))
                {
                    Leave(path, "is a link, and linked folders are not entered");
                    continue;
                }

                List(path, depth + 1);
            }
            else if (name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            {
                paths.Add(path);
            }
        }
    }

    // Sorted, so that the order in which a file system lists its entries never shows.
    private string[] Entries(string folder)
    {
        try
        {
            var found = Directory
                .EnumerateFileSystemEntries(Path.Combine(root, folder))
                .Take(MaxEntries - entries + 1)
                .ToArray();
            entries += found.Length;
            if (entries > MaxEntries)
            {
                entries = MaxEntries;
                Leave(folder, $"and the folders before it hold more than {MaxEntries} entries");
                return [];
            }

            Array.Sort(found, StringComparer.Ordinal);
            return found;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Leave(folder, "may not be listed");
            return [];
        }
    }

    private List<TextFile> ReadFiles()
    {
        paths.Sort(StringComparer.Ordinal);
        var sources = new List<TextFile>();
        var total = 0;
        foreach (var path in paths)
        {
            if (sources.Count == MaxFiles)
            {
                Leave(path, $"and what follows it is beyond the {MaxFiles} files that are read");
                break;
            }

            var read = BoundedFile.Read(Path.Combine(root, path), root, MaxFileBytes);
            if (!read.Succeeded)
            {
                Leave(path, read.Fault);
                continue;
            }

            total += read.Bytes.Length;
            if (total > MaxTotalBytes)
            {
                Leave(path, $"and what follows it is beyond the {MaxTotalBytes / (1024 * 1024)} MiB that are read");
                break;
            }

            // The compiler too reads bytes that are not UTF-8 as Latin-1.
            var decoded = TextDecoding.Decode(read.Bytes, Encoding.Latin1);
            if (decoded.Text is null)
            {
                Leave(path, decoded.Fault!, decoded.Line);
                continue;
            }

            sources.Add(new TextFile(path, decoded.Text));
        }

        return sources;
    }

    private void Leave(string path, string fault, int line = 1) =>
        problems.Add(Check.Review(LeftOut, $"{path} {fault}.", new Location(path, line)));

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}

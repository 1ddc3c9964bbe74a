using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Batch;

/// <summary>One thing that was handed in, before it is read.</summary>
/// <param name="Name">As the folder, the file or the archive is called; may hold anything a file name can.</param>
/// <param name="Path">Absolute. A folder, a plan's file, or an archive.</param>
/// <param name="Slug">The name in characters that are safe in every file system and URL; unique within a batch.</param>
internal sealed record FoundSubmission(string Name, string Path, string Slug)
{
    public bool IsArchive => File.Exists(Path) && Archive.IsOne(Path);
}

/// <summary>Finds what was handed in: repos, plan files, archives, and folders that hold such.</summary>
internal static class Finder
{
    private const int LongestSlug = 60;
    private const int MarkLength = 8;

    private static readonly string[] PlanEndings = [".md", ".markdown", ".txt"];

    /// <summary>In the order of their names, each once.</summary>
    /// <exception cref="UnusableInputException">A path leads to nothing.</exception>
    public static IReadOnlyList<FoundSubmission> Find(IEnumerable<string> paths)
    {
        var found = paths
            .SelectMany(Under)
            .DistinctBy(path => path, StringComparer.Ordinal)
            .Select(path => (Name: NameOf(path), Path: path))
            .OrderBy(one => one.Name, StringComparer.Ordinal)
            .ThenBy(one => one.Path, StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. found.Select(one => new FoundSubmission(one.Name, one.Path, Unique(SlugOf(one.Name), taken)))];
    }

    private static IEnumerable<string> Under(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        return File.Exists(full) || IsRepo(full) ? [full]
            : Directory.Exists(full) ? Inside(full)
            : throw new UnusableInputException(
                $"there is nothing at {path}. Name a folder of submissions, a repo, a plan's file or an archive."
            );
    }

    // A folder of submissions: every folder in it is one, honest or not, and of the files those that could be one.
    private static string[] Inside(string folder)
    {
        string[] found =
        [
            .. Directory.EnumerateDirectories(folder).Where(child => !IsHidden(child)),
            .. Directory.EnumerateFiles(folder).Where(file => !IsHidden(file) && (Archive.IsOne(file) || IsPlan(file))),
        ];
        return found.Length > 0
            ? found
            : throw new UnusableInputException(
                $"there is no submission in {folder}: looked for folders, archives (.zip, .tar, .tar.gz, .tgz) and plans (.md)."
            );
    }

    /// <summary>Does it hold a plan or sources where the quest has them?</summary>
    public static bool IsRepo(string folder) =>
        System.IO.Path.Exists(System.IO.Path.Combine(folder, QuestText.PlanPath))
        || Directory.Exists(System.IO.Path.Combine(folder, QuestText.SourceFolder));

    private static bool IsHidden(string path) => System.IO.Path.GetFileName(path).StartsWith('.');

    private static bool IsPlan(string file) =>
        PlanEndings.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static string NameOf(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        return Archive.IsOne(path) ? Archive.NameWithout(name) : name;
    }

    private static string SlugOf(string name)
    {
        var safe = string.Concat(
            name.Normalize(System.Text.NormalizationForm.FormKC)
                .Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')
        );
        safe = safe.Trim('-');
        if (safe == name && safe.Length <= LongestSlug)
        {
            return safe;
        }

        // By itself, whatever else is handed in: no name can push another from its place.
        var mark = ContentHash.Of(name)[..MarkLength];
        return safe.Length == 0
            ? $"submission-{mark}"
            : $"{safe[..Math.Min(safe.Length, LongestSlug - MarkLength - 1)]}-{mark}";
    }

    // Not by case alone: some file systems take both for one.
    private static string Unique(string slug, HashSet<string> taken)
    {
        for (var number = 1; ; number++)
        {
            var candidate = number == 1 ? slug : $"{slug}-{number}";
#pragma warning disable CA1308 // Compared, never shown.
            if (taken.Add(candidate.ToLowerInvariant()))
#pragma warning restore CA1308
            {
                return candidate;
            }
        }
    }
}

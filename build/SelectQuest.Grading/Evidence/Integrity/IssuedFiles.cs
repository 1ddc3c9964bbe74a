using System.Collections.Frozen;
using System.Reflection;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>
/// Which files a quest of each version is issued with and leaves to nobody's hand: hashes of their text, by path. The
/// grader's own version needs no table, it holds the files themselves; released versions have one each in
/// <c>Released/</c>.
/// </summary>
/// <param name="versions">By version, hashes by path.</param>
internal sealed class IssuedFiles(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> versions)
{
    /// <summary>The version in a template that was never packed.</summary>
    public const string Unpacked = "0.0.0";

    private const string ReleasedPrefix = "Released/";

    private static readonly Lazy<IssuedFiles> Read = new(ReadAll);

    private readonly FrozenSet<(string Path, string Hash)> all = versions
        .Values.SelectMany(files => files.Select(file => (file.Key, file.Value)))
        .ToFrozenSet();

    /// <summary>The folders whose issued files are given.</summary>
    public static IReadOnlyList<string> Folders { get; } =
    [Submissions.GivenFiles.Seam + "/", "tests/", "build/", ".github/workflows/"];

    /// <summary>All versions this grader knows.</summary>
    public static IssuedFiles Known => Read.Value;

    /// <summary>Every path that any version issued, in ordinal order.</summary>
    public IReadOnlyList<string> Paths { get; } =
    [.. versions.Values.SelectMany(files => files.Keys).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The files of one version; null if it is not known here.</summary>
    public IReadOnlyDictionary<string, string>? Of(string version) => versions.GetValueOrDefault(version);

    /// <summary>Was this text ever issued at this path? A repo may have its tests from one version and its build from a newer.</summary>
    public bool Holds(string path, string hash) => all.Contains((path, hash));

    /// <summary>Is the file part of every version?</summary>
    public bool IsInEvery(string path) => versions.Values.All(files => files.ContainsKey(path));

    /// <summary>What the starter's text of this grader hashes to, for the given files alone.</summary>
    public static IReadOnlyDictionary<string, string> OfStarter() =>
        new SortedDictionary<string, string>(
            StarterFiles
                .Texts.Where(file => Folders.Any(folder => file.Key.StartsWith(folder, StringComparison.Ordinal)))
                .ToDictionary(file => file.Key, file => GivenText.Hash(GivenText.Lines(file.Value))),
            StringComparer.Ordinal
        );

    private static IssuedFiles ReadAll()
    {
        var versions = new SortedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
        {
            [Unpacked] = OfStarter(),
            [GraderOptions.OwnVersion] = OfStarter(),
        };
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(ReleasedPrefix, StringComparison.Ordinal))
            {
                using var table = new StreamReader(assembly.GetManifestResourceStream(name)!);
                versions[name[ReleasedPrefix.Length..]] = ReleasedTable.Parse(table.ReadToEnd());
            }
        }

        return new IssuedFiles(versions);
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Tests.Sources;

/// <summary>
/// A case of <c>tests/corpus/code</c>, laid over its base in memory: the starter, then the solution, then what the case
/// is based on, then the case itself.
/// </summary>
internal static class CorpusSubmission
{
    private const string PlanPath = "week-3/day2-select-plan.md";
    private const string Seam = "src/SelectQuest.Server/Sockets/";

    public static string Root { get; } = FindRoot();

    public static string Corpus { get; } = Path.Combine(Root, "tests", "corpus", "code");

    /// <summary>The names of all cases, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. Directory.GetDirectories(Corpus).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static Submission Starter() => Of("starter", Files(Path.Combine(Root, "template", "selectquest")));

    public static Submission Solution() => Of("solution", Base("solution"));

    public static Submission Case(string name) => Of(name, Base(name)) with { Plan = PlanOf(name) };

    public static CorpusLabel Label(string name) => CorpusLabel.Read(Path.Combine(Corpus, name, "label.json"));

    // Only cases about plan and code have a plan of their own.
    private static TextFile? PlanOf(string name)
    {
        var path = Path.Combine(Corpus, name, PlanPath);
        return File.Exists(path) ? new TextFile(PlanPath, File.ReadAllText(path))
            : name is "starter" or "solution" ? null
            : PlanOf(Label(name).Base);
    }

    private static Submission Of(string name, SortedDictionary<string, string> files) =>
        new(
            name,
            null,
            [
                .. files
                    .Where(file => !file.Key.StartsWith(Seam, StringComparison.Ordinal))
                    .Select(file => new TextFile(file.Key, file.Value)),
            ],
            false,
            []
        );

    private static SortedDictionary<string, string> Base(string name)
    {
        if (name == "starter")
        {
            return Files(Path.Combine(Root, "template", "selectquest"));
        }

        if (name == "solution")
        {
            return Lay(Base("starter"), Path.Combine(Root, "template", "solution"));
        }

        var label = Label(name);
        var files = Base(label.Base);
        foreach (var gone in files.Keys.Where(path => label.Removes.Any(glob => Matches(glob, path))).ToArray())
        {
            files.Remove(gone);
        }

        return Lay(files, Path.Combine(Corpus, name));
    }

    private static SortedDictionary<string, string> Lay(SortedDictionary<string, string> files, string overlay)
    {
        foreach (var (path, text) in Files(overlay))
        {
            files[path] = text;
        }

        return files;
    }

    private static SortedDictionary<string, string> Files(string root)
    {
        var source = Path.Combine(root, "src", "SelectQuest.Server");
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!Directory.Exists(source))
        {
            return files;
        }

        foreach (var file in Directory.GetFiles(source, "*.cs", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (!path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            {
                files[path] = File.ReadAllText(file);
            }
        }

        return files;
    }

    private static bool Matches(string glob, string path) =>
        Regex.IsMatch(
            path,
            "^" + Regex.Escape(glob).Replace(@"\*\*/", "(.*/)?").Replace(@"\*", "[^/]*") + "$",
            RegexOptions.CultureInvariant
        );

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}

/// <summary>What a case is known to be.</summary>
/// <param name="Base"><c>starter</c>, <c>solution</c>, or another case.</param>
/// <param name="Removes">Globs of files taken away from the base before the case is laid over it.</param>
/// <param name="Code">The true outcome of each code half, <c>C1</c> to <c>C5</c>.</param>
/// <param name="Consequences">Criteria the bug may fail as well, or not: depends on which evidence sees it first.</param>
/// <param name="Rules">The rules that must fire.</param>
/// <param name="Needs">The evidence without which nobody can tell; null if the source is enough.</param>
/// <param name="Alone">What the source alone says, where that differs from the truth.</param>
internal sealed record CorpusLabel(
    string Base,
    IReadOnlyList<string> Removes,
    IReadOnlyDictionary<string, string> Code,
    IReadOnlyList<string> Consequences,
    IReadOnlyList<string> Rules,
    string? Needs,
    IReadOnlyDictionary<string, string> Alone,
    string Why
)
{
    public static CorpusLabel Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var label = json.RootElement;
        return new CorpusLabel(
            label.GetProperty("base").GetString()!,
            Texts(label, "removes"),
            Enumerable
                .Range(1, 5)
                .Select(number => $"C{number}")
                .ToDictionary(name => name, name => label.GetProperty(name).GetProperty("code").GetString()!),
            Texts(label, "consequences"),
            Texts(label, "rules"),
            label.TryGetProperty("needs", out var needs) ? needs.GetString() : null,
            label.TryGetProperty("alone", out var alone)
                ? alone.EnumerateObject().ToDictionary(half => half.Name, half => half.Value.GetString()!)
                : new Dictionary<string, string>(),
            label.GetProperty("why").GetString()!
        );
    }

    private static string[] Texts(JsonElement label, string name) =>
        label.TryGetProperty(name, out var texts) ? [.. texts.EnumerateArray().Select(text => text.GetString()!)] : [];
}

using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;
using SelectQuest.Grading.Tests.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>A repo on disk as the unpacked template would issue it, to be changed by a test.</summary>
internal sealed class IssuedRepo : IDisposable
{
    public const string Seam = "src/SelectQuest.Server/Sockets/";
    public const string Errno = Seam + "Errno.cs";
    public const string LoopTests = "tests/SelectQuest.Server.Tests/LoopTests.cs";
    public const string ClientCount = "tests/SelectQuest.Server.Tests/Scenarios/ClientCount.cs";
    public const string Workflow = ".github/workflows/quest.yml";
    public const string Manifest = ".config/dotnet-tools.json";

    public IssuedRepo()
    {
        foreach (var file in FilesOfTheTemplate())
        {
            Folder.With(file, File.ReadAllBytes(Path.Combine(Template, file)));
        }
    }

    public static string Template { get; } = Path.Combine(CorpusSubmission.Root, "template", "selectquest");

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The template's own files, by path, with forward slashes.</summary>
    public static IEnumerable<string> FilesOfTheTemplate() =>
        Directory
            .EnumerateFiles(Template, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Template, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or ".template.config"))
            .Where(file => !file.EndsWith(".nupkg", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public string Relative(string path) => Path.GetRelativePath(Folder.Path, path).Replace('\\', '/');

    public IssuedRepo Changed(string file, Func<string, string> change)
    {
        Folder.With(file, change(File.ReadAllText(Folder[file])));
        return this;
    }

    public IssuedRepo Without(params string[] paths)
    {
        foreach (var path in paths.Select(path => Folder[path]))
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }

        return this;
    }

    public IssuedRepo OfVersion(string version) =>
        Changed(Manifest, text => text.Replace("\"0.0.0\"", $"\"{version}\"", StringComparison.Ordinal));

    /// <summary>What is said about the given files, by this grader or by one that knows other versions.</summary>
    public IReadOnlyList<Check> Judge(IssuedFiles? known = null)
    {
        known ??= IssuedFiles.Known;
        var given = GivenFiles.Read(RealPath.Of(Folder.Path)!, known.Paths);
        return [.. IntegrityGivenFiles.Judge(GivenFilesEvidence.Of(given, known))];
    }

    public void Dispose() => Folder.Dispose();
}

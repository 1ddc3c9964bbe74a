using System.Diagnostics;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Tests.Cli;
using SelectQuest.Grading.Tests.Sources;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Batch;

/// <summary>
/// A class for the real <c>grade</c> command: some servers that run, one that does not compile, the untouched starter, some
/// plans alone. Gone afterwards.
/// </summary>
internal sealed class SmallClass : IDisposable
{
    private static readonly string[] Servers = ["right-plain", "wrong-eagain-closes", "wrong-nfds-without-plus-one"];

    private readonly TemporaryFolder folder = new();

    public SmallClass()
    {
        Assert.SkipWhen(Sandbox.Works.Value is not null, $"Needs bubblewrap: {Sandbox.Works.Value}.");
        Temporary = Directory.CreateDirectory(folder["tmp"]).FullName;

        // Whoever runs a submission is nobody, and passes through.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.OtherExecute);
        }

        foreach (var name in Servers)
        {
            Lay(name, CorpusSubmission.Case(name));
        }

        Lay("starter", CorpusSubmission.Starter());
        Lay("unfinished", CorpusSubmission.Starter());
        folder.With($"class/unfinished/{TemporaryFolder.Source}/Broken.cs", "class {");
        foreach (
            var plan in Directory
                .EnumerateDirectories(Path.Combine(CorpusSubmission.Root, "tests", "corpus", "plans"))
                .Order(StringComparer.Ordinal)
                .Take(3)
        )
        {
            folder.With($"class/{Path.GetFileName(plan)}.md", File.ReadAllBytes(Path.Combine(plan, "plan.md")));
        }
    }

    public string this[string relative] => folder[relative];

    /// <summary>The class's own folder.</summary>
    public string Submissions => folder["class"];

    /// <summary>How many there are.</summary>
    public int Count => Directory.GetFileSystemEntries(Submissions).Length;

    /// <summary>Where its graders and judges write what nobody keeps.</summary>
    public string Temporary { get; }

    public Task<Ran> Grade(string report, params string[] more) =>
        SelectQuestProcess.Run([.. Command(report), .. more], temporary: Temporary);

    /// <summary>The same, while it runs.</summary>
    public Process StartGrading(string report) =>
        SelectQuestProcess.Start(Command(report), folder.Path, temporary: Temporary);

    private string[] Command(string report) =>
        ["grade", Submissions, "--out", this[report], "--sandbox", "bwrap", "--jobs", "1"];

    /// <summary>
    /// The two reports hold the same files, byte for byte, but for those about how long it took; the first that differs is
    /// shown.
    /// </summary>
    public void RequireSame(string expected, string report)
    {
        var (one, other) = (Files(expected), Files(report));
        Assert.Equal(one.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(one.Where(file => !OfTimes.Contains(file.Key)), file => Assert.Equal(file.Value, other[file.Key]));
    }

    private static readonly string[] OfTimes = ["times.csv", "slowest.html"];

    public void Dispose() => folder.Dispose();

    private Dictionary<string, string> Files(string report) =>
        Directory
            .EnumerateFiles(this[report], "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(this[report], path), File.ReadAllText);

    private void Lay(string name, SelectQuest.Grading.Submissions.Submission submission)
    {
        folder.With($"class/{name}/{TemporaryFolder.Plan}", submission.Plan?.Text ?? "# A plan\n");
        foreach (var file in submission.Sources)
        {
            folder.With($"class/{name}/{file.Path}", file.Text);
        }
    }
}

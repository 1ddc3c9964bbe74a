using System.Diagnostics;
using System.Text;

namespace SelectQuest.Grading.Tests.Submissions;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public const string Plan = "week-3/day2-select-plan.md";
    public const string Source = "src/SelectQuest.Server";

    public string Path { get; } = Directory.CreateTempSubdirectory("selectquest-").FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public TemporaryFolder With(string relative, string text) => With(relative, Encoding.UTF8.GetBytes(text));

    public TemporaryFolder With(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.WriteAllBytes(this[relative], bytes);
        return this;
    }

    public TemporaryFolder WithLink(string relative, string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.CreateSymbolicLink(this[relative], target);
        return this;
    }

    public TemporaryFolder WithPipe(string relative)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Named pipes are no files on Windows.");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        using var mkfifo = Process.Start("mkfifo", [this[relative]]);
        mkfifo.WaitForExit();
        Assert.Equal(0, mkfifo.ExitCode);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

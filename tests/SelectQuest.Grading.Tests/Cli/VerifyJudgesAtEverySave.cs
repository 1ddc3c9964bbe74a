using System.Diagnostics;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Cli;

/// <summary><c>verify --watch</c>: a process of its own that judges once, and then whenever a file is saved.</summary>
public sealed class VerifyJudgesAtEverySave : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_save_is_judged_and_what_a_build_writes_is_none()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is ended by a signal here.");
        folder.With(TemporaryFolder.Plan, "# A plan\n");
        using var deadline = new CancellationTokenSource(Deadline);
        using var watch = SelectQuestProcess.Start(["verify", ".", "--plan-only", "--watch"], folder.Path);
        var verdicts = watch.StandardOutput.ReadToEndAsync(deadline.Token);
        await Until(watch, "Watching .", deadline.Token);

        folder.With("obj/Generated.cs", "// no save of a person's");
        folder.With(
            TemporaryFolder.Plan,
            "# A plan\n\nThe timeout = 1 s, so that a signal is noticed within a second.\n"
        );
        var saved = await Until(watch, "was saved", deadline.Token);
        Assert.Contains(TemporaryFolder.Plan, saved, StringComparison.Ordinal);
        await Until(watch, "Watching .", deadline.Token);

        File.Delete(Path.Combine(folder.Path, TemporaryFolder.Plan));
        await Until(watch, "was saved", deadline.Token);
        await Until(watch, "Watching .", deadline.Token);

        // And not SIGINT: who is started in the background of a shell ignores it.
        using (Process.Start("kill", ["-TERM", $"{watch.Id}"])) { }
        await watch.WaitForExitAsync(deadline.Token);

        // The last verdict's, and not the signal's: the plan was gone, and that was said.
        Assert.True(watch.ExitCode is 1 or 2, $"It ended with {watch.ExitCode}.");
        Assert.Equal(2, (await verdicts).Split("of 5 pass").Length - 1);
    }

    [Theory]
    [InlineData("-", "pasted")]
    [InlineData("nowhere", "nowhere")]
    public async Task What_cannot_be_watched_is_refused(string path, string word)
    {
        var ran = await SelectQuestProcess.Run(["verify", path, "--watch"], folder: folder.Path);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(word, ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<string> Until(Process process, string words, CancellationToken stop)
    {
        while (await process.StandardError.ReadLineAsync(stop) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"It ended before it said: {words}");
    }
}

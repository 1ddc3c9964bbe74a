using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SelectQuest.Bridges.Tests;

public partial class ThePageShowsTheDiff
{
    private static readonly string Loop = $"{Laid.Server}/SelectLoop.cs";

    /// <summary>SELECTQUEST_WRITE_DIFFS=1 writes the diff into the page instead of comparing.</summary>
    [Fact]
    public void The_diff_on_the_page_is_the_one_between_the_solutions_loop_and_the_bridges()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs diff.");
        var page = Path.Combine(Laid.Bridge, "BRIDGE.md");
        var text = File.ReadAllText(page);
        var diff = Diff(Path.Combine(Laid.Solution, Loop), Path.Combine(Laid.Bridge, Loop));
        if (Environment.GetEnvironmentVariable("SELECTQUEST_WRITE_DIFFS") == "1")
        {
            text = DiffBlock().Replace(text, _ => $"```diff\n{diff}```\n");
            File.WriteAllText(page, text);
        }

        Assert.Equal(diff, DiffBlock().Match(text).Groups["diff"].Value);
    }

    [Theory]
    [InlineData("## What replaces what")]
    [InlineData("## What improves")]
    [InlineData("## What does not")]
    [InlineData("## The diff")]
    public void The_page_has_its_parts(string heading) =>
        Assert.Contains(
            $"\n{heading}\n",
            File.ReadAllText(Path.Combine(Laid.Bridge, "BRIDGE.md")),
            StringComparison.Ordinal
        );

    private static string Diff(string solution, string bridge)
    {
        string[] arguments = ["-U1", "--label", $"solution/{Loop}", "--label", $"bridge/{Loop}", solution, bridge];
        using var process = Process.Start(new ProcessStartInfo("diff", arguments) { RedirectStandardOutput = true })!;
        var diff = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        return diff;
    }

    [GeneratedRegex("```diff\n(?<diff>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex DiffBlock();
}

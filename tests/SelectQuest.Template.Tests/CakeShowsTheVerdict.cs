using System.Text.RegularExpressions;

namespace SelectQuest.Template.Tests;

/// <summary>In a generated repo each criterion is a task: the table Cake prints at the end is the verdict.</summary>
[Collection(Workshop.OneToolRestoreAtATime)]
public sealed partial class CakeShowsTheVerdict(Workshop workshop)
{
    [Fact]
    public void The_starter_fails_five_times_and_the_build_after_all_were_judged()
    {
        var quest = workshop.Scaffold("my-quest");

        var ended = Cake(quest).Requires(1);

        Assert.Equal(["C1 Failed", "C2 Failed", "C3 Failed", "C4 Failed", "C5 Failed"], Criteria(ended));
        Assert.Contains("5 of 5 criteria fail: C1, C2, C3, C4, C5.", ended.Output, StringComparison.Ordinal);

        // A criterion named as the target fails by itself.
        Assert.Equal(["C3 Failed"], Criteria(Cake(quest, "--target=C3").Requires(1)));
    }

    [Fact]
    public void A_review_is_skipped_with_its_reason_and_fails_no_build()
    {
        var quest = workshop.Scaffold("my-quest");
        LaySolutionOver(quest);
        // A minute and a half, planned and passed: longer than most servers need, and perhaps meant.
        Rewrite(quest, "src/SelectQuest.Server/SelectLoop.cs", "TimeSpan.FromSeconds(1)", "TimeSpan.FromSeconds(90)");
        Rewrite(quest, "week-3/day2-select-plan.md", "timeout = 1 s", "timeout = 90 s");
        Rewrite(quest, "week-3/day2-select-plan.md", "1 s (`tv_sec = 1,", "90 s (`tv_sec = 90,");

        var ended = Cake(quest).Succeeds();

        Assert.Equal(["C1 Succeeded", "C2 Succeeded", "C3 Succeeded", "C4 Succeeded", "C5 Skipped"], Criteria(ended));
        Assert.Contains("for review", ended.Output, StringComparison.Ordinal);
        Assert.Contains("C5 is for review", ended.Output, StringComparison.Ordinal);
    }

    private Ended Cake(string quest, params string[] options)
    {
        workshop.Run(quest, "dotnet", "tool", "restore").Succeeds();
        return workshop.Run(quest, "dotnet", ["cake", "build/build.cake", .. options]);
    }

    private static void LaySolutionOver(string quest)
    {
        foreach (var file in Quest.Files(Kit.Solution))
        {
            var target = Path.Combine(quest, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Kit.Solution, file), target, overwrite: true);
        }
    }

    private static void Rewrite(string quest, string file, string was, string becomes)
    {
        var path = Path.Combine(quest, file);
        var text = File.ReadAllText(path);
        Assert.Contains(was, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(was, becomes, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Criteria(Ended ended) =>
        Row().Matches(ended.Output).Select(row => $"{row.Groups["id"].Value} {row.Groups["status"].Value}");

    [GeneratedRegex(@"^\s*(?<id>C[1-5])\s.*\s(?<status>Succeeded|Failed|Skipped)\b", RegexOptions.Multiline)]
    private static partial Regex Row();
}

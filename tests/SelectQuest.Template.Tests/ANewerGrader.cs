using System.Globalization;
using System.Text.RegularExpressions;

namespace SelectQuest.Template.Tests;

/// <summary>
/// The grader changes while quests exist. NuGet never reads a version twice, so a pack that kept its version would hand
/// out the old grader from the cache.
/// </summary>
[Collection(Workshop.OneToolRestoreAtATime)]
public sealed partial class ANewerGrader(Workshop workshop)
{
    [Fact]
    public void Reaches_the_next_quest_and_on_request_an_existing_one()
    {
        var quest = workshop.Scaffold("my-quest");
        Assert.Equal(Workshop.FirstVersion, GraderOf(quest));

        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var package = workshop.Pack("second");
        var after = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var version = Version().Match(Path.GetFileName(package));
        Assert.True(version.Success, $"{package} has no version of its own.");
        Assert.InRange(long.Parse(version.Groups["n"].Value, CultureInfo.InvariantCulture), before, after);
        var newer = version.Groups["version"].Value;
        var hive = Path.Combine(workshop.NewFolder(), "hive");
        workshop.Install(package, hive);

        Assert.Equal(newer, GraderOf(workshop.ScaffoldFrom(hive, "my-quest")));

        var kept = Quest.Files(quest).Where(file => !file.StartsWith("build/", StringComparison.Ordinal)).ToList();
        File.WriteAllText(Path.Combine(quest, "week-3", "day2-select-plan.md"), "two hours of work");
        workshop.New(quest, hive, "selectquest-build").Requires(73);
        Assert.Equal(Workshop.FirstVersion, GraderOf(quest));

        workshop.New(quest, hive, "selectquest-build", "--force").Succeeds();

        Assert.Equal(newer, GraderOf(quest));
        Assert.Contains(Quest.GraderPackage(newer), Quest.Files(quest));
        Assert.Equal("two hours of work", Quest.Read(quest, "week-3/day2-select-plan.md"));
        Assert.Equal(kept, Quest.Files(quest).Where(file => !file.StartsWith("build/", StringComparison.Ordinal)));
    }

    /// <summary>What the quest's own grader says of itself, once restored.</summary>
    private string GraderOf(string quest)
    {
        workshop.Run(quest, "dotnet", "tool", "restore").Succeeds();
        // The commit it was built from may follow the version, after a plus sign.
        return workshop.Run(quest, "dotnet", "selectquest", "--version").Succeeds().Output.Trim().Split('+')[0];
    }

    [GeneratedRegex(@"^SelectQuest\.Templates\.(?<version>\d+\.\d+\.\d+-dev\.(?<n>\d+))\.nupkg$")]
    private static partial Regex Version();
}

namespace SelectQuest.Template.Tests;

/// <summary>What a clone of the repo gets: on another desk, in CI, with an instructor.</summary>
public sealed class TheGraderTravelsWithTheRepo(Workshop workshop)
{
    [Fact]
    public void Git_tracks_the_package_even_where_packages_are_ignored_everywhere_else()
    {
        Command.SkipWithout("git", "apt-get install git");
        var quest = workshop.Scaffold("my-quest");
        var everywhere = Path.Combine(workshop.NewFolder(), "ignore");
        File.WriteAllText(everywhere, "*.nupkg\nbuild/\n.config/\n");
        var files = Quest.Files(quest);

        Git(quest, "init", "--quiet").Succeeds();
        Git(quest, "-c", $"core.excludesFile={everywhere}", "-c", "core.autocrlf=true", "add", ".").Succeeds();

        var tracked = Git(quest, "-c", "core.quotePath=false", "ls-files").Succeeds().Output;
        Assert.Contains(Quest.GraderPackage(Workshop.FirstVersion), Lines(tracked));
        var attributes = Git(quest, "ls-files", "--eol", Quest.GraderPackage(Workshop.FirstVersion)).Succeeds().Output;
        Assert.StartsWith("i/-text", attributes, StringComparison.Ordinal);
    }

    [Fact]
    public void Git_ignores_nothing_that_was_generated()
    {
        Command.SkipWithout("git", "apt-get install git");
        var quest = workshop.Scaffold("my-quest");
        var files = Quest.Files(quest);

        Git(quest, "init", "--quiet").Succeeds();
        Git(quest, "add", ".").Succeeds();

        var tracked = Lines(Git(quest, "-c", "core.quotePath=false", "ls-files").Succeeds().Output);
        Assert.Equal(files, tracked.Order(StringComparer.Ordinal));
    }

    private Ended Git(string quest, params string[] arguments) => workshop.Run(quest, "git", arguments);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

using System.Text.RegularExpressions;

namespace SelectQuest.Template.Tests;

/// <summary>The Makefile, its help and the README name the same commands, each with the dotnet line it stands for.</summary>
[Collection(Workshop.OneToolRestoreAtATime)]
public sealed partial class Commands(Workshop workshop)
{
    private static readonly string[] Targets =
    [
        "help",
        "build",
        "run",
        "test",
        "verify-plan",
        "verify",
        "watch",
        "trace",
        "load",
        "proof",
        "review",
        "clean",
    ];

    [Fact]
    public void Make_alone_is_help()
    {
        SkipWithoutMake();
        var quest = workshop.Scaffold("My Quest");

        Assert.Equal(Make(quest, "help"), Make(quest));
    }

    [Fact]
    public void Help_lists_each_target_once_with_the_dotnet_line_it_runs()
    {
        SkipWithoutMake();
        var quest = workshop.Scaffold("my-quest");

        var listed = HelpLine()
            .Matches(Make(quest, "help"))
            .ToDictionary(m => m.Groups["target"].Value, m => m.Groups["line"].Value);

        Assert.Equal(Targets.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        Assert.All(
            Targets.Except(["help"]),
            target =>
                Assert.Contains(
                    Make(quest, "-n", target).Split('\n'),
                    ran => ran.StartsWith(listed[target], StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void The_readme_shows_the_same_table()
    {
        SkipWithoutMake();
        var quest = workshop.Scaffold("my-quest");
        var readme = Quest.Read(quest, "README.md");

        var help = HelpLine()
            .Matches(Make(quest, "help"))
            .Select(m => (m.Groups["target"].Value, m.Groups["line"].Value));
        var table = ReadmeRow().Matches(readme).Select(m => (m.Groups["target"].Value, m.Groups["line"].Value));

        Assert.Equal(help.Order(), table.Order());
    }

    [Fact]
    public void Every_make_command_in_the_generated_pages_is_a_target()
    {
        var quest = workshop.Scaffold("my-quest");

        var pages = Quest.Files(quest).Where(file => file.EndsWith(".md", StringComparison.Ordinal));
        var named = pages
            .SelectMany(page => MakeCommand().Matches(Quest.Read(quest, page)))
            .Select(m => m.Groups["target"].Value);

        Assert.Empty(named.Distinct().Except(Targets));
        Assert.NotEmpty(named);
    }

    [Fact]
    public void Every_test_filter_in_the_readme_finds_test_classes()
    {
        var quest = workshop.Scaffold("my-quest");

        var filters = TestFilter()
            .Matches(Quest.Read(quest, "README.md"))
            .Select(m => m.Groups["filter"].Value)
            .ToList();

        var tests = Quest.Files(quest).Where(file => file.StartsWith("tests/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(filters);
        Assert.All(
            filters,
            filter =>
                Assert.Contains(tests, file => Path.GetFileName(file).StartsWith(filter, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_grader_is_restored_once_and_again_when_its_version_changes()
    {
        SkipWithoutMake();
        var quest = workshop.Scaffold("my-quest");
        Assert.Contains("dotnet tool restore", Make(quest, "-n", "verify"), StringComparison.Ordinal);

        Make(quest, "obj/tools-restored");
        Assert.DoesNotContain("dotnet tool restore", Make(quest, "-n", "verify"), StringComparison.Ordinal);

        File.SetLastWriteTimeUtc(Path.Combine(quest, ".config", "dotnet-tools.json"), DateTime.UtcNow.AddMinutes(1));
        Assert.Contains("dotnet tool restore", Make(quest, "-n", "verify"), StringComparison.Ordinal);
    }

    private string Make(string quest, params string[] arguments) =>
        workshop.Run(quest, "make", arguments).Succeeds().Output;

    private static void SkipWithoutMake() => Command.SkipWithout("make", "apt-get install make");

    [GeneratedRegex(@"^  make (?<target>[a-z-]+) .*?(?<line>dotnet .*)$", RegexOptions.Multiline)]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"^\| `make (?<target>[a-z-]+)` \|.*\| `(?<line>dotnet [^`]*)` \|$", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();

    [GeneratedRegex("`dotnet test --filter (?<filter>[A-Za-z0-9]+)`")]
    private static partial Regex TestFilter();

    [GeneratedRegex(@"`make (?<target>[a-z-]+)`|^make (?<target>[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex MakeCommand();
}

using System.Text.RegularExpressions;

namespace SelectQuest.Template.Tests;

/// <summary>Which files `dotnet new selectquest` writes, and what it changes in them.</summary>
public sealed partial class WhatIsWritten(Workshop workshop)
{
    [Fact]
    public void The_files_are_exactly_the_approved_ones()
    {
        var approved = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Files.approved.txt"));

        var files = Quest
            .Files(workshop.Scaffold("my-quest"))
            .Select(file => file.Replace(Workshop.FirstVersion, "VERSION", StringComparison.Ordinal))
            .ToList();

        Assert.True(
            approved.SequenceEqual(files),
            $"""
            Not approved: {string.Join(", ", files.Except(approved))}
            Missing: {string.Join(", ", approved.Except(files))}
            If that is meant, this is the new Files.approved.txt:
            {string.Join('\n', files)}
            """
        );
    }

    [Fact]
    public void No_placeholder_is_left_over()
    {
        var quest = workshop.Scaffold("my-quest");

        var leftovers =
            from file in Quest.Files(quest)
            where Placeholder().IsMatch(file) || (Quest.IsText(file) && Placeholder().IsMatch(Quest.Read(quest, file)))
            select file;

        Assert.Empty(leftovers);
    }

    [Fact]
    public void Only_titles_the_solution_file_and_the_grader_version_differ_from_the_kit()
    {
        var quest = workshop.Scaffold("Café.Quest");

        var changed =
            from file in Quest.Files(quest)
            where file != Quest.GraderPackage(Workshop.FirstVersion)
            let source = Path.Combine(Kit.Starter, file)
            where
                !File.Exists(source)
                || !File.ReadAllBytes(source).SequenceEqual(File.ReadAllBytes(Path.Combine(quest, file)))
            select file;

        Assert.Equal(
            [".config/dotnet-tools.json", "Café.Quest.slnx", "README.md", "week-3/day2-select-plan.md"],
            changed
        );
        Assert.Equal("# Café.Quest", File.ReadLines(Path.Combine(quest, "README.md")).First());
        Assert.Contains($"\"{Workshop.FirstVersion}\"", Quest.Read(quest, ".config/dotnet-tools.json"));
    }

    [Theory]
    [InlineData("100")]
    [InlineData("200")]
    [InlineData("400")]
    public void Clients_changes_the_one_constant_the_scenario_tests_read(string clients)
    {
        const string Constant = "tests/SelectQuest.Server.Tests/Scenarios/ClientCount.cs";
        var quest = workshop.Scaffold("my-quest", "--clients", clients);
        var usual = workshop.Scaffold("my-quest");

        var changed =
            from file in Quest.Files(usual)
            where Quest.IsText(file) && Quest.Read(usual, file) != Quest.Read(quest, file)
            select file;

        Assert.Equal([Constant], changed);
        Assert.Contains($"const int Clients = {clients};", Quest.Read(quest, Constant));
    }

    [Fact]
    public void Feed_nuget_leaves_out_the_package_and_keeps_its_folder()
    {
        var bundled = Quest.Files(workshop.Scaffold("my-quest"));

        var nuget = Quest.Files(workshop.Scaffold("my-quest", "--feed", "nuget"));

        Assert.Equal([Quest.GraderPackage(Workshop.FirstVersion)], bundled.Except(nuget));
        Assert.Contains("build/grader/README.md", nuget);
    }

    // An address such as 0.0.0.0 is none.
    [GeneratedRegex(@"QuestName|(?<![\d.])0\.0\.0(?![\d.])", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}

namespace SelectQuest.Template.Tests;

/// <summary>
/// Names that break XML, namespaces, file systems or shells elsewhere, and every value of every option between them:
/// each repo restores and builds as it comes, without a warning.
/// </summary>
public sealed class EveryNameAndOptionBuilds(Workshop workshop)
{
    [Fact]
    public void It_restores_and_builds_without_a_warning()
    {
        var quest = workshop.Scaffold("a&b", "--clients", "100", "--feed", "bundled");

        workshop.Run(quest, "dotnet", "restore", "--nologo").Succeeds();

        BuildsWithoutAWarning(quest);
    }

    [Fact]
    public void Without_no_restore_the_packages_are_there_when_dotnet_new_ends()
    {
        var where = workshop.NewFolder();

        workshop.New(where, workshop.Hive, "selectquest", "-n", "My Quest", "--clients", "200").Succeeds();

        BuildsWithoutAWarning(Path.Combine(where, "My Quest"));
    }

    /// <summary>A name is in the solution's file and in titles alone: where that file can be read, what it names builds.</summary>
    [Theory]
    [InlineData("3rd.Quest", "100", "nuget")]
    [InlineData("Café.Quest", "400", "nuget")]
    [InlineData("class", "50", "bundled")]
    public void It_restores_by_its_solution(string name, string clients, string feed)
    {
        var quest = workshop.Scaffold(name, "--clients", clients, "--feed", feed);

        workshop.Run(quest, "dotnet", "restore", $"{name}.slnx").Succeeds();
    }

    [Fact]
    public void Without_a_name_the_folder_gives_it()
    {
        var where = Directory.CreateDirectory(Path.Combine(workshop.NewFolder(), "week three")).FullName;

        workshop.New(where, workshop.Hive, "selectquest", "--no-restore").Succeeds();

        Assert.True(File.Exists(Path.Combine(where, "week three.slnx")));
    }

    private void BuildsWithoutAWarning(string quest)
    {
        var name = Path.GetFileName(quest);
        Assert.True(File.Exists(Path.Combine(quest, $"{name}.slnx")), $"There is no {name}.slnx in {quest}.");

        var built = workshop.Run(quest, "dotnet", "build", "--nologo", "--no-restore").Succeeds();

        Assert.Contains("0 Warning(s)", built.Output, StringComparison.Ordinal);
        Assert.True(
            File.Exists(Path.Combine(quest, "src/SelectQuest.Server/bin/Debug/net10.0/SelectQuest.Server.dll"))
        );
    }
}

namespace SelectQuest.Template.Tests;

/// <summary>Mistakes on the command line, and the one line that helps.</summary>
public sealed class WhatIsRefused(Workshop workshop)
{
    private const int WouldOverwrite = 73;
    private const int BadOption = 127;

    [Fact]
    public void A_number_of_clients_that_is_no_choice_is_answered_with_the_choices()
    {
        var where = workshop.NewFolder();

        var ended = New(where, "--clients", "10").Requires(BadOption);

        Assert.Contains("'10' is not a valid value for --clients", ended.Output, StringComparison.Ordinal);
        Assert.All(
            ["50", "100", "200", "400"],
            choice => Assert.Contains(choice, ended.Output, StringComparison.Ordinal)
        );
        Assert.Empty(Quest.Files(where));
    }

    [Fact]
    public void A_feed_that_is_no_choice_is_answered_with_the_choices()
    {
        var ended = New(workshop.NewFolder(), "--feed", "floppy").Requires(BadOption);

        Assert.All(["bundled", "nuget"], choice => Assert.Contains(choice, ended.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_option_is_named_and_the_help_pointed_to()
    {
        var where = workshop.NewFolder();

        var ended = New(where, "--client", "50").Requires(BadOption);

        Assert.Contains("'--client'", ended.Output, StringComparison.Ordinal);
        Assert.Contains("dotnet new selectquest", ended.Output, StringComparison.Ordinal);
        Assert.Contains("-h", ended.Output, StringComparison.Ordinal);
        Assert.Empty(Quest.Files(where));
    }

    [Fact]
    public void A_quest_is_not_written_over_unless_forced()
    {
        var where = workshop.NewFolder();
        New(where).Succeeds();
        var plan = Path.Combine(where, "my-quest", "README.md");
        File.WriteAllText(plan, "two hours of work");

        var refused = New(where).Requires(WouldOverwrite);

        Assert.Contains("--force", refused.Output, StringComparison.Ordinal);
        Assert.Equal("two hours of work", File.ReadAllText(plan));
        New(where, "--force").Succeeds();
        Assert.NotEqual("two hours of work", File.ReadAllText(plan));
    }

    [Fact]
    public void Help_describes_every_option_and_every_choice()
    {
        var help = workshop.New(workshop.NewFolder(), workshop.Hive, "selectquest", "--help").Succeeds().Output;

        Assert.All(
            [
                "--clients",
                "--feed",
                "--no-restore",
                "50",
                "100",
                "200",
                "400",
                "bundled",
                "nuget",
                "Default: 50",
                "Default: bundled",
            ],
            word => Assert.Contains(word, help, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("clientCount", help, StringComparison.OrdinalIgnoreCase);
    }

    private Ended New(string where, params string[] options) =>
        workshop.New(where, workshop.Hive, ["selectquest", "-n", "my-quest", "--no-restore", .. options]);
}

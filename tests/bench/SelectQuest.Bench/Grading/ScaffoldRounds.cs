using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Grading;

/// <summary>What <c>dotnet new selectquest</c> takes beside <c>dotnet new console</c>, neither with a restore.</summary>
/// <param name="package">The template's package.</param>
internal sealed class ScaffoldRounds(string package, string work)
{
    public Compared Run(int rounds, Action<string> say)
    {
        say("dotnet new");
        Dotnet.Seconds(work, "new", "install", package, "--debug:custom-hive", Hive);
        New("console", "first");
        var quests = new List<double>();
        var consoles = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                quests.Add(New("selectquest", $"quest-{round}"));
                consoles.Add(New("console", $"console-{round}"));
            }
            else
            {
                consoles.Add(New("console", $"console-{round}"));
                quests.Add(New("selectquest", $"quest-{round}"));
            }
        }

        return new(
            "new",
            "`dotnet new selectquest`",
            Quartiles.Of(quests)!,
            Quartiles.Of(quests.Zip(consoles, (quest, console) => quest / console))!
        );
    }

    // The user's own templates stay as they are.
    private string Hive => Path.Combine(work, "hive");

    private double New(string template, string name) =>
        Dotnet.Seconds(work, "new", template, "-n", name, "--no-restore", "--debug:custom-hive", Hive);
}

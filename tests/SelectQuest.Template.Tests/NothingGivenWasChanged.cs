using System.Text.Json;

namespace SelectQuest.Template.Tests;

/// <summary>
/// The grader that travels with a quest compares the given files with what it was built from: in no fresh repo, whatever
/// its name and options, may that look like a change.
/// </summary>
[Collection(Workshop.OneToolRestoreAtATime)]
public sealed class NothingGivenWasChanged(Workshop workshop)
{
    [Fact]
    public void In_a_fresh_repo_of_any_name_and_option_and_a_change_by_hand_is_one()
    {
        var desk = workshop.Scaffold("my-quest");
        workshop.Run(desk, "dotnet", "tool", "restore").Succeeds();
        string[] fresh =
        [
            desk,
            workshop.Scaffold("Café.Quest", "--clients", "100", "--feed", "nuget"),
            workshop.Scaffold("a&b", "--clients", "200"),
            workshop.Scaffold("class", "--clients", "400", "--feed", "nuget"),
        ];

        Assert.All(Integrity(desk, fresh), Assert.Empty);

        File.AppendAllText(Path.Combine(desk, "tests/SelectQuest.Server.Tests/LoopTests.cs"), "// mine\n");
        Assert.Equal(["SQ801"], Assert.Single(Integrity(desk, desk)));
    }

    // One grader for all of them: each start of one is a compiler that is loaded.
    private List<IReadOnlyList<string>> Integrity(string desk, params string[] quests)
    {
        var report = Path.Combine(workshop.NewFolder(), "report");
        string[] grade = ["selectquest", "grade", .. quests, "--out", report, "--sandbox", "none"];

        workshop.Run(desk, "dotnet", grade).Succeeds();

        var results = Directory.GetFiles(Path.Combine(report, "results"), "*.json");
        Assert.Equal(quests.Length, results.Length);
        return [.. results.Select(Rules)];
    }

    private static IReadOnlyList<string> Rules(string result)
    {
        using var read = JsonDocument.Parse(File.ReadAllText(result));
        var found = read.RootElement.GetProperty("verdict").GetProperty("integrity").EnumerateArray();
        return [.. found.Select(finding => finding.GetProperty("rule").GetString()!)];
    }
}

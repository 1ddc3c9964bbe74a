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

        Assert.All(fresh, quest => Assert.Empty(Integrity(desk, quest)));

        File.AppendAllText(Path.Combine(desk, "tests/SelectQuest.Server.Tests/LoopTests.cs"), "// mine\n");
        Assert.Equal(["SQ801"], Integrity(desk, desk));
    }

    private IReadOnlyList<string> Integrity(string desk, string quest)
    {
        var report = Path.Combine(workshop.NewFolder(), "verdict.json");
        string[] verify = ["selectquest", "verify", quest, "--format", "json", "--output", report];

        // Nothing is done in it yet.
        workshop.Run(desk, "dotnet", verify).Requires(1);

        using var verdict = JsonDocument.Parse(File.ReadAllText(report));
        var found = verdict.RootElement.GetProperty("integrity").EnumerateArray();
        return [.. found.Select(finding => finding.GetProperty("rule").GetString()!)];
    }
}

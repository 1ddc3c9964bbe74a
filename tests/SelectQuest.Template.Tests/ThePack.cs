using System.Text.Json;

namespace SelectQuest.Template.Tests;

/// <summary>How the pack itself is made.</summary>
public sealed class ThePack(Workshop workshop)
{
    [Fact]
    public void Holds_one_grader_of_the_pack_s_own_version()
    {
        using var package = System.IO.Compression.ZipFile.OpenRead(workshop.First);

        var graders = package.Entries.Where(e => e.FullName.EndsWith(".nupkg", StringComparison.Ordinal));

        Assert.Equal(
            [$"content/selectquest/{Quest.GraderPackage(Workshop.FirstVersion)}"],
            graders.Select(e => e.FullName)
        );
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("", false)]
    public void References_the_authoring_tasks_on_GitHub_and_nowhere_else(string onGitHub, bool expected)
    {
        var evaluated = Command
            .Run(
                workshop.NewFolder(),
                new Dictionary<string, string> { ["GITHUB_ACTIONS"] = onGitHub, ["UseTemplateAuthoringTasks"] = "" },
                "dotnet",
                ["msbuild", Kit.TemplateProject, "-getItem:PackageReference"]
            )
            .Succeeds();

        using var items = JsonDocument.Parse(evaluated.Output);
        var references = items
            .RootElement.GetProperty("Items")
            .GetProperty("PackageReference")
            .EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString());
        Assert.Equal(expected, references.Contains("Microsoft.TemplateEngine.Authoring.Tasks"));
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using NJsonSchema;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Cli;

/// <summary>The two submissions everyone sees: what the template writes, and that with the reference answers laid over it.</summary>
public class StarterAndSolution
{
    [Fact]
    public async Task The_starter_is_0_of_5_and_every_place_it_names_exists()
    {
        using var quest = Laid("selectquest");
        var (ran, verdict) = await Verify(quest);
        Assert.Equal((1, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(0, verdict.GetProperty("score").GetProperty("points").GetInt32());
        var halves = verdict
            .GetProperty("criteria")
            .EnumerateArray()
            .SelectMany(c => c.GetProperty("halves").EnumerateArray());
        Assert.All(halves, half => Assert.True(half.GetProperty("notStarted").GetBoolean()));
        Assert.All(verdict.GetProperty("findings").EnumerateArray(), finding => AssertPlaceExists(quest, finding));
    }

    [Fact]
    public async Task The_solution_is_5_of_5_and_every_place_it_names_exists()
    {
        using var quest = Laid("selectquest", "solution");
        var (ran, verdict) = await Verify(quest);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(100, verdict.GetProperty("score").GetProperty("points").GetInt32());
        Assert.Empty(verdict.GetProperty("findings").EnumerateArray());
        Assert.All(verdict.GetProperty("evidence").EnumerateArray(), passed => AssertPlaceExists(quest, passed));
    }

    [Fact]
    public async Task The_solutions_plan_alone_passes_pasted_or_named()
    {
        using var quest = Laid("selectquest", "solution");
        var plan = quest[TemporaryFolder.Plan];
        var text = await File.ReadAllTextAsync(plan, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await SelectQuestProcess.Run(["verify", "-"], stdin: text)).ExitCode);
        Assert.Equal(0, (await SelectQuestProcess.Run(["verify", plan])).ExitCode);
        var proof = await SelectQuestProcess.Run(["proof", plan]);
        Assert.Equal(0, proof.ExitCode);
        Assert.Contains("FD_ZERO", proof.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_criterion_alone_is_judged_as_among_the_five()
    {
        using var quest = Laid("selectquest", "solution");
        var ran = await SelectQuestProcess.Run(["verify", ".", "--only", "C3"], folder: quest.Path);
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("1 of 1 pass, score 20 of 20", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("C1", ran.Output, StringComparison.Ordinal);
    }

    private static async Task<(Ran Ran, JsonElement Verdict)> Verify(TemporaryFolder quest)
    {
        var ran = await SelectQuestProcess.Run(["verify", ".", "--format", "json"], folder: quest.Path);
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(AppContext.BaseDirectory, "verdict.v1.schema.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Empty(schema.Validate(ran.Output));
        using var json = JsonDocument.Parse(ran.Output);
        return (ran, json.RootElement.Clone());
    }

    private static void AssertPlaceExists(TemporaryFolder quest, JsonElement finding)
    {
        if (finding.GetProperty("file").GetString() is { } file)
        {
            var lines = File.ReadAllLines(quest[file]);
            var line = finding.GetProperty("line").GetInt32();
            Assert.InRange(line, 1, lines.Length);
            Assert.InRange(finding.GetProperty("column").GetInt32(), 1, lines[line - 1].Length + 1);
        }
    }

    private static TemporaryFolder Laid(params string[] layers)
    {
        var quest = new TemporaryFolder();
        foreach (var layer in layers)
        {
            var from = Path.Combine(Templates(), layer);
            foreach (var part in new[] { "week-3", "src" }.Select(part => Path.Combine(from, part)))
            {
                foreach (var file in Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
                {
                    quest.With(Path.GetRelativePath(from, file), File.ReadAllBytes(file));
                }
            }
        }

        return quest;
    }

    private static string Templates([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../template"));
}

using SelectQuest.Grading.Tests.Cli;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary><c>selectquest trace</c> as it is typed: exit codes, and what stands where afterwards.</summary>
public class FromTheCommandLine
{
    private const string Trace = "t.jsonl";

    [Fact]
    public async Task A_recorded_run_ends_with_0_and_replaces_the_file_of_before()
    {
        using var quest = Quests.Repo("solution").With(Trace, "the one of before");
        var ran = await SelectQuestProcess.Run(["trace", ".", "--seed", "3", "--output", Trace], folder: quest.Path);
        var trace = new RecordedTrace(await Text(quest));

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal($"{Trace}: {trace.End["iterations"]} iterations, {trace.End["calls"]} calls.\n", ran.Output);
        Assert.Equal("completed", trace.Ended);
        AssertNothingElseIsLeft(quest);
    }

    [Theory]
    [InlineData]
    [InlineData("--output", "-")]
    public async Task Without_a_file_the_trace_is_what_comes_on_standard_output(params string[] output)
    {
        using var quest = Quests.Repo("solution");
        var ran = await SelectQuestProcess.Run(["trace", ".", "--scenario", "1", .. output], folder: quest.Path);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal("completed", new RecordedTrace(ran.Output).Ended);
    }

    [Fact]
    public async Task A_run_that_ended_early_ends_with_1_and_its_trace_is_kept()
    {
        using var quest = Quests.Repo();
        var ran = await SelectQuestProcess.Run(
            ["trace", ".", "--scenario", "2", "--output", Trace],
            folder: quest.Path
        );

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("the run ended early: Run threw", ran.Error, StringComparison.Ordinal);
        Assert.Contains("SelectLoop.cs:", ran.Error, StringComparison.Ordinal);
        Assert.Equal("threw", new RecordedTrace(await Text(quest)).Ended);
        AssertNothingElseIsLeft(quest);
    }

    [Fact]
    public async Task Code_that_does_not_compile_ends_with_1_and_leaves_the_file_of_before()
    {
        using var quest = Quests
            .Repo("solution")
            .With("src/SelectQuest.Server/More.cs", "class {")
            .With(Trace, "the one of before");
        var ran = await SelectQuestProcess.Run(["trace", ".", "--seed", "1", "--output", Trace], folder: quest.Path);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("does not compile, first of all at src/", ran.Error, StringComparison.Ordinal);
        Assert.Equal("the one of before", await Text(quest));
        AssertNothingElseIsLeft(quest);
    }

    [Fact]
    public async Task A_full_disk_ends_with_2()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/full is there on Linux only.");
        using var quest = Quests.Repo("solution");
        var ran = await SelectQuestProcess.Run(
            ["trace", ".", "--seed", "1", "--output", "/dev/full"],
            folder: quest.Path
        );

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("/dev/full may not be written", ran.Error, StringComparison.Ordinal);
        Assert.True(File.Exists("/dev/full"));
    }

    [Fact]
    public async Task A_link_in_place_of_the_file_is_replaced_and_not_followed()
    {
        using var elsewhere = new TemporaryFolder().With("mine", "untouched");
        using var quest = Quests.Repo("solution").WithLink(Trace, elsewhere["mine"]);
        var ran = await SelectQuestProcess.Run(["trace", ".", "--seed", "1", "--output", Trace], folder: quest.Path);

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(
            "untouched",
            await File.ReadAllTextAsync(elsewhere["mine"], TestContext.Current.CancellationToken)
        );
        Assert.Null(new FileInfo(quest[Trace]).LinkTarget);
    }

    private static Task<string> Text(TemporaryFolder quest) =>
        File.ReadAllTextAsync(quest[Trace], TestContext.Current.CancellationToken);

    private static void AssertNothingElseIsLeft(TemporaryFolder quest) =>
        Assert.Equal([quest[Trace]], Directory.GetFiles(quest.Path));
}

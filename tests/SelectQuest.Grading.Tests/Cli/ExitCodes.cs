using SelectQuest.Cli;
using SelectQuest.Grading.Tests.Submissions;
using SelectQuest.Grading.Verdicts;
using static SelectQuest.Grading.Tests.Submissions.TemporaryFolder;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Tests.Cli;

public class ExitCodes
{
    [Theory]
    [InlineData(0, Outcome.Pass, Outcome.Pass)]
    [InlineData(1, Outcome.Pass, Outcome.Fail)]
    [InlineData(4, Outcome.Pass, Outcome.Review)]
    [InlineData(1, Outcome.Review, Outcome.Fail)]
    [InlineData(3, Outcome.Fail, Outcome.Error)]
    [InlineData(3, Outcome.Review, Outcome.Error)]
    public void The_gravest_half_decides(int exitCode, Outcome plan, Outcome code)
    {
        var criterion = new CriterionVerdict(
            Criterion.C1,
            [
                HalfVerdict.From(Half.Plan, [new Check("SQ701", plan, "x")]),
                HalfVerdict.From(Half.Code, [new Check("SQ702", code, "x")]),
            ]
        );
        Assert.Equal(exitCode, new Verdict("q", false, [criterion], [], [], new(0, 20), "1").ExitCode);
    }

    [Theory]
    [InlineData("binary", "\0")]
    [InlineData("blank", " \n")]
    public async Task A_plan_that_says_nothing_fails_with_1(string name, string text)
    {
        using var quest = new TemporaryFolder().With($"{name}.md", text);
        var ran = await SelectQuestProcess.Run(["verify", quest[$"{name}.md"]]);
        Assert.Equal(1, ran.ExitCode);
        Assert.Empty(ran.Error);
        Assert.Contains("C1 C2 C3 C4 C5 in the plan", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_50_MB_fails_with_1()
    {
        using var quest = new TemporaryFolder().With(Plan, "x");
        using (var file = File.OpenWrite(quest[Plan]))
        {
            file.SetLength(50_000_000);
        }

        var ran = await SelectQuestProcess.Run(["verify", quest.Path, "--plan-only"]);
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("The plan is larger than 1 MiB.", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_and_explain_end_with_0()
    {
        Assert.Equal(0, (await SelectQuestProcess.Run(["--help"])).ExitCode);
        var ran = await SelectQuestProcess.Run(["explain", "sq702"]);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.StartsWith("# SQ702: The plan cannot be read as text\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_in_a_file_is_the_report_on_the_terminal()
    {
        using var quest = new TemporaryFolder().With(Plan, " ");
        string[] verify = ["verify", ".", "--plan-only", "--format", "json"];
        var shown = await SelectQuestProcess.Run(verify, folder: quest.Path);
        var written = await SelectQuestProcess.Run([.. verify, "--output", "report.json"], folder: quest.Path);
        Assert.Equal((1, 1, ""), (shown.ExitCode, written.ExitCode, written.Output));
        Assert.Equal(
            shown.Output,
            await File.ReadAllTextAsync(quest["report.json"], TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_pasted_plan_is_judged_alone()
    {
        var ran = await SelectQuestProcess.Run(["verify", "-", "--format", "json", "--only", "C5"], stdin: "\0");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("\"planOnly\": true", ran.Output, StringComparison.Ordinal);
        Assert.Contains("\"reproduce\": \"selectquest verify - --only C5\"", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_without_anyone_to_answer_ends_with_2()
    {
        using var quest = new TemporaryFolder().With(Plan, "# Plan\n");
        var ran = await SelectQuestProcess.Run(["review", "."], folder: quest.Path);
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("no more answers came on stdin", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_graders_own_fault_ends_with_3_and_a_stack_trace_only_for_those_who_asked(bool debug)
    {
        using var error = new StringWriter();
        var terminal = new Terminal(() => Stream.Null, new BrokenWriter(), error, TimeProvider.System, Debug: debug);
        Assert.Equal(3, App.Run(["explain", "SQ702"], terminal));
        Assert.Contains("This is not your fault", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Please report it", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(debug, error.ToString().Contains("   at ", StringComparison.Ordinal));
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(string? value) => throw new InvalidOperationException("broken on purpose");
    }
}

using SelectQuest.Grading.Tests.Submissions;
using static SelectQuest.Grading.Tests.Submissions.TemporaryFolder;

namespace SelectQuest.Grading.Tests.Cli;

/// <summary>What a person may get wrong: each gets a sentence that says what, where, and what to do; never a stack trace.</summary>
public class BadInput
{
    [Theory]
    [InlineData("there is nothing at nowhere", "verify", "nowhere")]
    [InlineData("the path is empty", "verify", "")]
    [InlineData("looked for week-3/day2-select-plan.md and for src/SelectQuest.Server/**/*.cs", "verify", "empty")]
    [InlineData("looked for week-3/day2-select-plan.md", "verify", "empty", "--plan-only")]
    [InlineData("nothing came on stdin", "verify", "-")]
    [InlineData("'--colour'", "verify", ".", "--colour")]
    [InlineData(
        "--only: Argument 'C9' not recognized. Must be one of: 'C1' 'C2' 'C3' 'C4' 'C5'",
        "verify",
        ".",
        "--only",
        "C9"
    )]
    [InlineData("--format: Argument 'xml' not recognized", "verify", ".", "--format", "xml")]
    [InlineData("there is no folder", "verify", ".", "--output", "no/such/folder/report.txt")]
    [InlineData("--output names a folder", "verify", ".", "--output", "week-3")]
    [InlineData("there is nothing at @x", "verify", "@x")]
    [InlineData("there is no verb judge", "judge", ".")]
    [InlineData("name a verb: verify, explain, trace, load, proof, review, grade, merge", "--")]
    [InlineData("there is no rule SQ000", "explain", "SQ000")]
    [InlineData("there is nothing at nowhere", "proof", "nowhere")]
    [InlineData("is not a quest's folder", "review", "empty")]
    [InlineData("name what to record: --scenario 1 to 6 for real clients, or --seed N", "trace", ".")]
    [InlineData("; one of the two.", "trace", ".", "--seed", "1", "--scenario", "1")]
    [InlineData("--scenario: '7' is not a whole number from 1 to 6", "trace", ".", "--scenario", "7")]
    [InlineData("--seed: 'x' is not a whole number", "trace", ".", "--seed", "x")]
    [InlineData(
        "--clients: '401' is not a whole number from 1 to 400",
        "trace",
        ".",
        "--seed",
        "1",
        "--clients",
        "401"
    )]
    [InlineData("there is nothing at nowhere", "trace", "nowhere", "--seed", "1")]
    [InlineData("a plan cannot be run", "trace", "-", "--seed", "1")]
    [InlineData("is a plan, which cannot be run", "trace", "week-3/day2-select-plan.md", "--seed", "1")]
    [InlineData("--output names a folder", "trace", ".", "--seed", "1", "--output", "week-3")]
    [InlineData("there is nothing at nowhere", "load", "nowhere")]
    [InlineData("a plan cannot be run", "load", "-")]
    [InlineData("is a plan, which cannot be run", "load", "week-3/day2-select-plan.md")]
    [InlineData("a port is a number from 1 to 65535, which 127.0.0.1:0 has not", "load", "127.0.0.1:0")]
    [InlineData("a port is a number from 1 to 65535", "load", "localhost:65536")]
    [InlineData("there is no host of the name in nowhere.invalid:7000", "load", "nowhere.invalid:7000")]
    [InlineData("with commas between them, such as 50,200,900, and not \"0\"", "load", ".", "--clients", "0")]
    [InlineData("and not \"50;200\"", "load", ".", "--clients", "50;200")]
    [InlineData("--clients takes numbers from 1 to 10000", "load", ".", "--clients", "10001")]
    [InlineData("--seconds: '0' is not a whole number from 1 to 600", "load", ".", "--seconds", "0")]
    [InlineData("--size: '0' is not a whole number from 1 to 1048576", "load", ".", "--size", "0")]
    [InlineData("--depth: 'many' is not a whole number from 1 to 1000", "load", ".", "--depth", "many")]
    [InlineData("load runs a server without a sandbox, with your rights", "load", ".", "--sandbox", "bwrap")]
    public async Task It_is_refused_with_2_and_a_sentence(string sentence, params string[] arguments)
    {
        using var quest = new TemporaryFolder().With(Plan, "# Plan\n");
        Directory.CreateDirectory(quest["empty"]);
        AssertRefused(sentence, await SelectQuestProcess.Run(arguments, folder: quest.Path));
    }

    [Fact]
    public async Task A_pipe_named_as_a_plan_is_not_opened()
    {
        using var folder = new TemporaryFolder().WithPipe("plan.md");
        AssertRefused(
            "plan.md is empty, or is a pipe or a device",
            await SelectQuestProcess.Run(["verify", folder["plan.md"]])
        );
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("proof")]
    public async Task A_link_to_someone_elses_file_is_not_read(string verb)
    {
        using var folder = new TemporaryFolder().WithLink("plan.md", "/etc/passwd");
        var ran = await SelectQuestProcess.Run([verb, folder["plan.md"]]);
        AssertRefused("is a link that leads out of its folder", ran);
        Assert.DoesNotContain("root", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_is_not_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no /dev/zero on Windows.");
        AssertRefused("is empty, or is a pipe or a device", await SelectQuestProcess.Run(["verify", "/dev/zero"]));
    }

    [Fact]
    public async Task A_report_that_may_not_be_written_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc refuses everyone, root too, on Linux only.");
        using var quest = new TemporaryFolder().With(Plan, "# Plan\n");
        var ran = await SelectQuestProcess.Run(["verify", ".", "--output", "/proc/report.txt"], folder: quest.Path);
        AssertRefused("/proc/report.txt may not be written", ran);
    }

    [Fact]
    public async Task A_plan_that_may_not_be_read_is_refused()
    {
        Assert.SkipWhen(Environment.UserName == "root", "root may read every file: run this as an ordinary user.");
        using var folder = new TemporaryFolder().With("plan.md", "# Plan\n");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Unix permissions are not to be had on Windows.");
        }
        else
        {
            File.SetUnixFileMode(folder["plan.md"], UnixFileMode.None);
        }

        AssertRefused(
            "may not be read: permission denied",
            await SelectQuestProcess.Run(["verify", folder["plan.md"]])
        );
    }

    private static void AssertRefused(string sentence, Ran ran)
    {
        Assert.Contains(sentence, ran.Error, StringComparison.Ordinal);
        Assert.Equal(2, ran.ExitCode);
        Assert.StartsWith("selectquest: ", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
        Assert.Empty(ran.Output);
    }
}

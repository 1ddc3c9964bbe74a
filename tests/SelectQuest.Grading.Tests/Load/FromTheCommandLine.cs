using System.Text.RegularExpressions;
using SelectQuest.Grading.Tests.Cli;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Load;

/// <summary><c>selectquest load</c> as it is typed.</summary>
public partial class FromTheCommandLine
{
    [Fact]
    public async Task A_repos_own_server_is_started_and_each_number_of_clients_has_its_row()
    {
        using var quest = Quests.Repo("solution");
        var ran = await SelectQuestProcess.Run(["load", "--clients", "5,50", "--seconds", "1"], folder: quest.Path);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(["5", "50"], Row().Matches(ran.Output).Select(row => row.Groups["clients"].Value));
        Assert.All(Row().Matches(ran.Output), row => Assert.True(Number(row.Groups["rate"].Value) > 0));
        Assert.Contains("One message with 5 clients\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("One message with 50 clients\n", ran.Output, StringComparison.Ordinal);
        Assert.Matches(@"  up to [0-9.]+ (us|ms|s) +█{40} +[0-9.]+ %\n", ran.Output);
        Assert.Matches(@"\nAll [0-9,]+ messages came back, byte for byte\.\n\z", ran.Output);
        Assert.All(ran.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task A_server_that_runs_already_is_driven_as_it_is()
    {
        using var server = new EchoServer((bytes, _) => bytes);
        var ran = await Load(server, "--size", "1000", "--depth", "3");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.StartsWith(
            $"{server.Address}\nMessages of 1000 bytes, 3 under way for each client, 1 s for each row.\n",
            ran.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_wrong_byte_ends_with_1_and_says_where()
    {
        using var server = new EchoServer(
            (bytes, before) =>
            {
                bytes[0] ^= (byte)(before == 640 ? 0x20 : 0);
                return bytes;
            }
        );
        var ran = await Load(server);

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches(
            @"\Aselectquest: client [12] got a wrong byte back at offset 640: 0x[0-9a-f]{2} instead of 0x[0-9a-f]{2}\.\n\z",
            ran.Error
        );
        Assert.DoesNotContain("byte for byte", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_starter_has_no_server_to_measure_yet()
    {
        using var quest = Quests.Repo();
        var ran = await SelectQuestProcess.Run(["load", ".", "--clients", "2", "--seconds", "1"], folder: quest.Path);

        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith("selectquest: the server ended with exit code 1", ran.Error, StringComparison.Ordinal);
        Assert.Contains("Quest step 2", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_compile_is_not_measured()
    {
        using var quest = Quests.Repo("solution").With("src/SelectQuest.Server/More.cs", "class {");
        var ran = await SelectQuestProcess.Run(["load", "."], folder: quest.Path);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Matches(
            @"^selectquest: nothing was measured: the code does not compile, first of all at src/SelectQuest\.Server/More\.cs:1: .*verify \.\n$",
            ran.Error
        );
    }

    [Fact]
    public async Task A_strangers_repo_is_not_run_unasked()
    {
        using var quest = Quests.Repo("solution");
        var ran = await SelectQuestProcess.Run(["load", quest.Path]);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("say --sandbox none if you trust its code", ran.Error, StringComparison.Ordinal);
    }

    private static Task<Ran> Load(EchoServer server, params string[] more) =>
        SelectQuestProcess.Run(["load", $"{server.Address}", "--clients", "2", "--seconds", "1", .. more]);

    private static long Number(string text) =>
        long.Parse(text.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^ +(?<clients>[0-9,]+) +(?<rate>[0-9,]+) +[0-9.]+ (us|ms|s) +[0-9.]+ (us|ms|s)$",
        RegexOptions.Multiline
    )]
    private static partial Regex Row();
}

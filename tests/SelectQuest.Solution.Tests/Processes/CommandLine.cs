namespace SelectQuest.Solution.Tests.Processes;

public class CommandLine
{
    [Theory]
    [InlineData("Give --port a number from 0 to 65535.", "--port")]
    [InlineData("Give --port a number from 0 to 65535: 'http' is none.", "--port", "http")]
    [InlineData("Give --port a number from 0 to 65535: '-1' is none.", "--port", "-1")]
    [InlineData("Give --port a number from 0 to 65535: '65536' is none.", "--port", "65536")]
    [InlineData("Give --port a number from 0 to 65535: '4294967296' is none.", "--port", "4294967296")]
    [InlineData("Leave out '--host': the server takes --port N and nothing else.", "--host", "0.0.0.0")]
    [InlineData("Leave out 'now': the server takes --port N and nothing else.", "--port", "0", "now")]
    public async Task Bad_arguments_get_one_line_that_says_what_to_do_and_exit_2(string line, params string[] arguments)
    {
        using var patience = Patience.Begin();

        var (exitCode, output, complaint) = await ServerProcess.RunToEnd(arguments, patience.Token);

        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        Assert.Equal($"{line} Run with --help for the options.{Environment.NewLine}", complaint);
    }

    [Fact]
    public async Task Help_goes_to_stdout_and_exits_0()
    {
        using var patience = Patience.Begin();

        var (exitCode, output, complaint) = await ServerProcess.RunToEnd(["--help"], patience.Token);

        Assert.Equal(0, exitCode);
        Assert.Contains("--port N", output, StringComparison.Ordinal);
        Assert.Equal("", complaint);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_its_reason_and_exit_1()
    {
        using var patience = Patience.Begin();
        await using var first = await ServerProcess.Start(patience.Token);

        var port = first.Port.ToString(provider: null);
        var (exitCode, output, complaint) = await ServerProcess.RunToEnd(["--port", port], patience.Token);

        Assert.Equal(1, exitCode);
        Assert.Equal("", output);
        Assert.Equal(
            $"Choose another port with --port: listening on 127.0.0.1:{port} failed with EADDRINUSE.{Environment.NewLine}",
            complaint
        );
    }
}

namespace SelectQuest.Bridges.Tests;

/// <summary>"poll() replaces select() but your dispatch logic stays identical", byte for byte.</summary>
public class OnlyTheWaitChanges
{
    [Theory]
    [InlineData("Connection.cs")]
    [InlineData("ConnectionRegistry.cs")]
    [InlineData("PendingBytes.cs")]
    [InlineData("Handlers/AcceptHandler.cs")]
    [InlineData("Handlers/ReadHandler.cs")]
    [InlineData("Handlers/WriteHandler.cs")]
    public void Registry_connection_and_handlers_are_the_solutions_own(string file)
    {
        var path = $"{Laid.Server}/{file}";

        Assert.Equal(File.ReadAllText(Path.Combine(Laid.Solution, path)), Laid.Read(path));
    }

    [Fact]
    public void Of_the_servers_files_the_loop_alone_is_replaced() =>
        Assert.Equal(
            [$"{Laid.Server}/SelectLoop.cs"],
            Laid.FilesOfTheBridge()
                .Where(file => file.StartsWith(Laid.Server, StringComparison.Ordinal))
                .Where(file =>
                    File.Exists(Path.Combine(Laid.Starter, file)) || File.Exists(Path.Combine(Laid.Solution, file))
                )
        );

    [Fact]
    public void The_seam_is_the_students_own() =>
        Assert.DoesNotContain(Laid.FilesOfTheBridge(), file => file.Contains("/Sockets/", StringComparison.Ordinal));

    /// <summary>From "older bytes go out before newer ones come in" to "close if finished".</summary>
    [Fact]
    public void The_dispatch_of_one_client_is_the_solutions_line_for_line()
    {
        const string Begin = "    private void Serve(Connection connection, bool readable, bool writable, bool failed)";
        string[] handlers =
        [
            "writeHandler.Handle(connection);",
            "readHandler.Handle(connection);",
            "connection.Abandon();",
        ];
        var solution = Body(File.ReadAllText(Path.Combine(Laid.Solution, Laid.Server, "SelectLoop.cs")), Begin);
        var bridge = Body(Laid.Read($"{Laid.Server}/SelectLoop.cs"), Begin);

        Assert.Equal(Conditions(solution), Conditions(bridge));
        Assert.All(handlers, handler => Assert.Contains(handler, bridge, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Conditions(string body) =>
        body.Split('\n').Where(line => line.TrimStart().StartsWith("if (", StringComparison.Ordinal));

    private static string Body(string source, string signature)
    {
        var begin = source.IndexOf(signature, StringComparison.Ordinal);
        Assert.True(begin >= 0, $"No {signature.Trim()}");
        return source[begin..source.IndexOf("\n    }\n", begin, StringComparison.Ordinal)];
    }
}

using System.Net;
using System.Net.Sockets;
using SelectQuest.Grading.Evidence.Live;

namespace SelectQuest.Grading.Tests.Live;

/// <summary>Three classes and not one: they run side by side, and most of their time nobody does anything.</summary>
public sealed class EachServerThatIsBrokenAtStartHasItsWords(CompiledServers servers)
{
    public static TheoryData<string> Names => Words.Names(BrokenServers.AtStart);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_described_by_what_it_broke_and_nothing_else(string name) =>
        Words.AreThoseOf(BrokenServers.AtStart, name, servers);
}

public sealed class EachServerThatIsBrokenForItsClientsHasItsWords(CompiledServers servers)
{
    public static TheoryData<string> Names => Words.Names(BrokenServers.WithClients);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_described_by_what_it_broke_and_nothing_else(string name) =>
        Words.AreThoseOf(BrokenServers.WithClients, name, servers);
}

public sealed class EachServerThatIsBrokenAtTheEndHasItsWords(CompiledServers servers)
{
    public static TheoryData<string> Names => Words.Names(BrokenServers.AtTheEnd);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_described_by_what_it_broke_and_nothing_else(string name) =>
        Words.AreThoseOf(BrokenServers.AtTheEnd, name, servers);
}

internal static class Words
{
    public static TheoryData<string> Names(IEnumerable<BrokenServer> servers) =>
        [.. servers.Select(server => server.Name)];

    public static void AreThoseOf(IEnumerable<BrokenServer> broken, string name, CompiledServers servers)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Much of what these servers do wrong shows in Linux' /proc only.");
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        var port = ((IPEndPoint)elsewhere.LocalEndpoint).Port;

        var server = broken.Single(server => server.Name == name);
        var options = new LiveOptions
        {
            StartBound = server.NeverListens ? TimeSpan.FromSeconds(1) : new LiveOptions().StartBound,
            StallBound = TimeSpan.FromSeconds(1),
            ExitBound = TimeSpan.FromSeconds(1),
            IdleSpan = TimeSpan.FromSeconds(0.2),
            Wrap = command =>
            {
                command.Environment["ELSEWHERE"] = $"{port}";
                return command;
            },
        };

        var evidence = LiveRun.Gather(servers.Build(server.Source), options);

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', evidence.Results));
        Assert.Equal(server.Words, Of(evidence));
        Assert.All(
            evidence.Results,
            result => Assert.Equal(result.Outcome == LiveOutcome.Broken, result.Fault != LiveFault.None)
        );
    }

    // Scenarios that did not run for the same reason are counted, not listed.
    private static string[] Of(LiveEvidence evidence) =>
        [
            .. evidence
                .Results.Where(result => result.Outcome != LiveOutcome.Held)
                .GroupBy(result => result.Outcome == LiveOutcome.Broken ? result.Scenario : result.Observed)
                .Select(group =>
                    group.First() is { Outcome: LiveOutcome.Broken } broken
                        ? $"{broken.Scenario} | {broken.Fault} | {broken.Observed}"
                        : $"{group.Count()} not run | {group.Key}"
                ),
        ];
}

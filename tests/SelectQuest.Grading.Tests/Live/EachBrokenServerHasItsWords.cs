using System.Net;
using System.Net.Sockets;
using SelectQuest.Grading.Evidence.Live;

namespace SelectQuest.Grading.Tests.Live;

public sealed class EachBrokenServerHasItsWords(CompiledServers servers) : IClassFixture<CompiledServers>
{
    public static TheoryData<string> Names => [.. BrokenServers.All.Select(server => server.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_broken_server_is_described_by_what_it_broke_and_nothing_else(string name)
    {
        QuietMachine.Required();
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        var port = ((IPEndPoint)elsewhere.LocalEndpoint).Port;

        var server = BrokenServers.All.Single(server => server.Name == name);
        var options = new LiveOptions
        {
            StartBound = TimeSpan.FromSeconds(server.NeverListens ? 1.5 : 20),
            StallBound = TimeSpan.FromSeconds(1.5),
            ExitBound = TimeSpan.FromSeconds(2),
            Wrap = command =>
            {
                command.Environment["ELSEWHERE"] = $"{port}";
                return command;
            },
        };

        var evidence = LiveRun.Gather(servers.Build(server.Source), options);

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', evidence.Results));
        Assert.Equal(server.Words, Words(evidence));
    }

    // Scenarios that did not run for the same reason are counted, not listed.
    private static string[] Words(LiveEvidence evidence) =>
        [
            .. evidence
                .Results.Where(result => result.Outcome != LiveOutcome.Held)
                .GroupBy(result => result.Outcome == LiveOutcome.Broken ? result.Scenario : result.Observed)
                .Select(group =>
                    group.First().Outcome == LiveOutcome.Broken
                        ? $"{group.Key} | {group.Single().Observed}"
                        : $"{group.Count()} not run | {group.Key}"
                ),
        ];
}

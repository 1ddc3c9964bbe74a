using System.Text.RegularExpressions;
using SelectQuest.Server.Tests.Scenarios;
using SelectQuest.Solution.Tests.Processes;

namespace SelectQuest.Bridges.Tests;

[Collection(OneAtATime.Name)]
public partial class Serving
{
    private const int Count = 50;

    [Fact]
    public async Task One_thread_does_all_input_and_output_and_the_pool_only_wakes_it()
    {
        Assert.SkipUnless(Strace.IsHere, Strace.NotHere);
        using var patience = Patience.Begin();
        using var strace = new Strace();
        await using var server = await ServerProcess.Start(patience.Token, strace.Wrapper);
        var clients = await server.Connect(Count, patience.Token);
        await clients.EchoAll(64, patience.Token);
        await clients.EchoAll(20_000, patience.Token);
        clients.Leave();
        await server.Terminate(patience.Token);

        var calls = strace.Calls();
        var loop = Assert.Single(calls.Where(call => call.Name == "accept4").Select(call => call.Thread).Distinct());
        var pair = Pair().Match(Assert.Single(calls, call => call.Name == "socketpair").Rest);
        var (wakeUp, sender) = (pair.Groups["first"].Value, pair.Groups["second"].Value);

        var wakes = calls.Where(call => call.Thread != loop && (call.Name is "recvfrom" or "sendto")).ToArray();
        Assert.NotEmpty(wakes);
        Assert.All(wakes, call => Assert.StartsWith($"{sender}, \"\\0\", 1,", call.Rest, StringComparison.Ordinal));

        // Every select of the loop watches the other end.
        var selects = calls.Where(call => call.Thread == loop && call.Kind == "select").ToArray();
        Assert.NotEmpty(selects);
        Assert.All(
            selects,
            call => Assert.Contains(wakeUp, FirstSet().Match(call.Rest).Groups["set"].Value.Split(' '))
        );
    }

    [GeneratedRegex(@"\[(?<first>\d+), (?<second>\d+)\]")]
    private static partial Regex Pair();

    [GeneratedRegex(@"^\d+, \[(?<set>[\d ]*)\]")]
    private static partial Regex FirstSet();
}

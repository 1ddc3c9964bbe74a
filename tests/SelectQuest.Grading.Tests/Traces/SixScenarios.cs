using System.Collections.Concurrent;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary>The solution on the real kernel: what every run of a scenario has in common, whoever came first.</summary>
public class SixScenarios
{
    private static readonly ConcurrentDictionary<int, Lazy<RecordedTrace>> Recorded = new();

    public static TheoryData<int> All => [1, 2, 3, 4, 5, 6];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_scenario_is_played_to_its_end_and_every_line_is_consistent(int scenario)
    {
        var trace = Trace(scenario);

        Assert.True(trace.Ended == "completed", trace.End.ToJsonString());
        await TraceSchema.AssertEveryLineIsValid(trace);
        FollowedFds.AssertConsistent(trace);
        Assert.Empty(trace.End["leftOpen"]!.AsArray());
        Assert.Equal(scenario, (int)trace.Header["scenario"]!);
        Assert.Equal(("real", 50, 3), Kernel(trace));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_loop_is_told_to_stop_once_and_accepts_nobody_after_it(int scenario)
    {
        var trace = Trace(scenario);
        var stopping = trace.Iterations.SkipWhile(line => !(bool)line["stopping"]!).ToArray();

        Assert.NotEmpty(stopping);
        Assert.True((bool)trace.Iterations[^1]["stopping"]!);
        Assert.DoesNotContain(stopping.Skip(1).SelectMany(TracedCall.Of), IsAccept);
        Assert.Single(trace.CallsOf("close"), call => call.Fd == 3);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Times_never_run_backwards(int scenario)
    {
        var begun = Trace(scenario).Iterations.Select(line => (long)line["t"]!).ToArray();
        var ended = Trace(scenario).Iterations.Select(line => (long)line["t"]! + (long)line["select"]!["waitedUs"]!);

        Assert.Equal(begun.Order(), begun);
        Assert.All(begun.Skip(1).Zip(ended), pair => Assert.True(pair.First >= pair.Second));
    }

    [Fact]
    public void Scenario_1_takes_fifty_clients_and_no_byte()
    {
        var trace = Trace(1);

        Assert.Equal(Enumerable.Range(4, 50), Accepted(trace));
        Assert.Empty(trace.CallsOf("recv"));
        Assert.Empty(trace.CallsOf("send"));
        Assert.Equal(51, trace.CallsOf("close").Count());
    }

    [Fact]
    public void Scenario_2_moves_one_message_of_each_client()
    {
        var trace = Trace(2);

        Assert.Equal(50, Accepted(trace).Count());
        AssertMoved(trace, EchoText.MessageBytes);
    }

    [Fact]
    public void Scenario_3_sees_half_of_the_clients_leave_before_it_is_told_to_stop()
    {
        var trace = Trace(3);
        var before = trace.Iterations.Where(line => !(bool)line["stopping"]!).SelectMany(TracedCall.Of).ToArray();

        Assert.Equal(25, before.Count(call => call is { Name: "recv", Result: 0 }));
        Assert.Equal(25, before.Count(call => call.Name == "close"));
        Assert.Equal(25, Moved(trace, "send").Count);
    }

    [Fact]
    public void Scenario_4_gives_the_newcomers_the_fds_of_those_that_left()
    {
        var trace = Trace(4);
        var accepted = Accepted(trace).ToArray();
        var calls = trace.Calls;
        var newcomers = calls.Select((call, at) => (call, at)).Where(each => IsAccept(each.call)).Skip(50).ToArray();
        var closedBefore = calls.Take(newcomers[0].at).Where(IsClose).Select(call => call.Fd);

        Assert.Equal(Enumerable.Range(4, 50), accepted.Take(50));
        Assert.Equal(closedBefore.Order(), newcomers.Select(each => each.call.Result!.Value));
        var moved = Connections(trace).Select(connection => connection.Sent).Order().ToArray();
        Assert.All(moved[..25], left => Assert.Equal(0, left));
        Assert.All(moved[25..50], newcomer => Assert.Equal(EchoText.MessageBytes, newcomer));
        Assert.All(moved[50..], active => Assert.True(active >= 2 * EchoText.MessageBytes));
    }

    [Fact]
    public void Scenario_5_moves_every_byte_of_all_clients()
    {
        var trace = Trace(5);

        AssertMoved(trace, 256 * 1024);
    }

    [Fact]
    public void Scenario_6_is_stopped_with_every_client_active()
    {
        var trace = Trace(6);
        var before = trace.Iterations.TakeWhile(line => !(bool)line["stopping"]!).SelectMany(TracedCall.Of);
        var sent = Moved([.. before], "send");

        Assert.Equal(50, sent.Count);
        Assert.Equal(51, trace.CallsOf("close").Count());
    }

    private static RecordedTrace Trace(int scenario) =>
        Recorded.GetOrAdd(scenario, one => new(() => RecordedTrace.OfScenario(CorpusSubmission.Solution(), one))).Value;

    private static (string, int, int) Kernel(RecordedTrace trace) =>
        ((string)trace.Header["kernel"]!, (int)trace.Header["clients"]!, (int)trace.Header["listenFd"]!);

    private static IEnumerable<int> Accepted(RecordedTrace trace) =>
        trace.Calls.Where(IsAccept).Select(call => call.Result!.Value);

    private static bool IsAccept(TracedCall call) => call is { Name: "accept", Result: >= 0 };

    private static bool IsClose(TracedCall call) => call.Name == "close";

    /// <summary>One after the other, though fds come back: from the accept to the close.</summary>
    private static List<(int Fd, int Sent)> Connections(RecordedTrace trace)
    {
        var (over, open) = (new List<(int, int)>(), new Dictionary<int, int>());
        foreach (var call in trace.Calls)
        {
            if (call is { Name: "accept", Result: >= 0 and var fd })
            {
                open[fd] = 0;
            }
            else if (call is { Name: "send", Result: > 0 and var bytes })
            {
                open[call.Fd] += bytes;
            }
            else if (IsClose(call) && open.Remove(call.Fd, out var sent))
            {
                over.Add((call.Fd, sent));
            }
        }

        return over;
    }

    private static void AssertMoved(RecordedTrace trace, int bytes)
    {
        Assert.Equal(Enumerable.Range(4, 50), Moved(trace, "recv").Keys.Order());
        Assert.All(Moved(trace, "recv").Values, moved => Assert.Equal(bytes, moved));
        Assert.All(Moved(trace, "send").Values, moved => Assert.Equal(bytes, moved));
    }

    private static Dictionary<int, int> Moved(RecordedTrace trace, string name) => Moved(trace.Calls, name);

    private static Dictionary<int, int> Moved(IEnumerable<TracedCall> calls, string name) =>
        calls
            .Where(call => call.Name == name && call.Result > 0)
            .GroupBy(call => call.Fd)
            .ToDictionary(fd => fd.Key, fd => fd.Sum(call => call.Result!.Value));
}

using System.Text.Json.Nodes;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary>
/// Reads a trace as a drawing tool would: follows which fds are open from call to call, and checks each line against that.
/// </summary>
internal static class FollowedFds
{
    /// <summary>Everything that a right server and a kernel keep to, at every call.</summary>
    public static void AssertConsistent(RecordedTrace trace)
    {
        var listenFd = (int)trace.Header["listenFd"]!;
        var open = new SortedSet<int> { listenFd };
        var number = 0;
        var stopping = false;
        foreach (var line in trace.Iterations)
        {
            Assert.Equal(++number, (int)line["number"]!);
            AssertSelect(line["select"]!, open);
            var now = (bool)line["stopping"]!;
            Assert.True(now || !stopping, "stopping went from true to false");
            stopping = now;
            Follow([.. TracedCall.Of(line)], listenFd, open);
        }

        Assert.Equal(open, trace.End["leftOpen"]!.AsArray().Select(fd => (int)fd!));
        Assert.Equal(number, (int)trace.End["iterations"]!);
        Assert.Equal(number + trace.Calls.Count, (int)trace.End["calls"]!);
    }

    private static void AssertSelect(JsonNode select, SortedSet<int> open)
    {
        Assert.Equal(open.Max + 1, (int)select["nfds"]!);
        var ready = 0;
        foreach (var name in new[] { "read", "write", "error" })
        {
            var asked = Fds(select["in"]![name]!);
            Assert.Equal(asked.Order(), asked);
            Assert.Subset(new HashSet<int>(open), new HashSet<int>(asked));
            if (select["out"] is { } answer)
            {
                Assert.Subset(new HashSet<int>(asked), new HashSet<int>(Fds(answer[name]!)));
                ready += Fds(answer[name]!).Length;
            }
        }

        var result = (int)select["result"]!;
        Assert.Equal(result < 0, select["out"] is null);
        Assert.Equal(result < 0, select["errno"] is not null);
        Assert.Equal(Math.Max(result, 0), ready);
    }

    private static void Follow(IReadOnlyList<TracedCall> calls, int listenFd, SortedSet<int> open)
    {
        for (var at = 0; at < calls.Count; at++)
        {
            var call = calls[at];
            Assert.Contains(call.Fd, open);
            switch (call)
            {
                case { Name: "accept", Result: >= 0 and var fd }:
                    Assert.Equal(listenFd, call.Fd);
                    Assert.Equal(LowestFree(listenFd, open), fd);
                    Assert.Equal(("fcntl", fd), (calls[at + 1].Name, calls[at + 1].Fd));
                    open.Add(fd);
                    break;
                case { Name: "close" }:
                    open.Remove(call.Fd);
                    break;
            }
        }
    }

    private static int LowestFree(int listenFd, SortedSet<int> open)
    {
        var fd = listenFd;
        while (open.Contains(fd))
        {
            fd++;
        }

        return fd;
    }

    private static int[] Fds(JsonNode set) => [.. set.AsArray().Select(fd => (int)fd!)];
}

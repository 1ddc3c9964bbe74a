using Microsoft.Win32.SafeHandles;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary>
/// Both ends of every connection are in this process, and select knows no fd above 1,023: other tests that hold sockets at the
/// same time would take them away from this one.
/// </summary>
[CollectionDefinition(nameof(ManyClients), DisableParallelization = true)]
[Collection(nameof(ManyClients))]
public class ManyClients
{
    /// <summary>For compiling, the listener, a worker's pipes and some clients.</summary>
    private const int FewFiles = 60;

    private static readonly string Anything = typeof(ManyClients).Assembly.Location;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(400)]
    public void Their_number_is_free(int clients)
    {
        var trace = RecordedTrace.OfScenario(CorpusSubmission.Solution(), 4, clients);

        Assert.True(trace.Ended == "completed", trace.End.ToJsonString());
        FollowedFds.AssertConsistent(trace);
        Assert.Equal(
            clients + ((clients + 1) / 2),
            trace.Calls.Count(call => call is { Name: "accept", Result: >= 0 })
        );
    }

    [Fact]
    public void A_process_without_room_for_them_says_so_and_blames_nobody()
    {
        var files = new List<SafeFileHandle>();
        try
        {
            files.AddRange(Enumerable.Range(0, 1 + (2 * FdSet.Size)).Select(_ => File.OpenHandle(Anything)));
            var whole = Assert.Throws<UnusableInputException>(() =>
                RecordedTrace.OfScenario(CorpusSubmission.Solution(), 4, 3)
            );
            Assert.Contains("take fewer --clients", whole.Message, StringComparison.Ordinal);

            // Room for the listener and the clients' own ends, and then no more.
            var left = files.Where(file => file.DangerousGetHandle() < FdSet.Size).TakeLast(FewFiles).ToList();
            left.ForEach(file => file.Dispose());
            var later = Assert.Throws<UnusableInputException>(() =>
                RecordedTrace.OfScenario(CorpusSubmission.Solution(), 4, 50)
            );
            Assert.Contains("take fewer --clients", later.Message, StringComparison.Ordinal);
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }
}

using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary>
/// Both ends of every connection are in this process, and select knows no fd above 1,023: other tests that hold sockets at the
/// same time would take them away from this one.
/// </summary>
[CollectionDefinition(nameof(ManyClients), DisableParallelization = true)]
[Collection(nameof(ManyClients))]
public class ManyClients
{
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
}

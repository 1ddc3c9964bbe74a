using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Evidence.Traces;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary>Servers of the corpus that do not get to the end: the trace keeps what was recorded, and says what happened.</summary>
public class BrokenServersEnd
{
    [Theory]
    [InlineData("wrong-throws", "threw", "Run threw System.InvalidOperationException: too many")]
    [InlineData("wrong-exits", "exited", "Run ended the whole process, with exit code 0.")]
    [InlineData("wrong-spins-forever", "hung", "Run did not come back within 5 s and was stopped")]
    [InlineData("wrong-writes-on-standard-output", "exited", "Run wrote on standard output")]
    public async Task After_ten_rounds_of_a_busy_scenario(string name, string ended, string observed)
    {
        var trace = RecordedTrace.OfScenario(CorpusSubmission.Case(name), scenario: 6);

        await TraceSchema.AssertEveryLineIsValid(trace);
        Assert.Equal(ended, trace.Ended);
        Assert.StartsWith(observed, (string)trace.End["observed"]!, StringComparison.Ordinal);
        Assert.Equal(10, trace.Iterations.Count);
        Assert.NotEmpty(trace.End["leftOpen"]!.AsArray());
        Assert.Null(trace.End["violation"]);
    }

    [Fact]
    public void The_line_that_threw_is_named()
    {
        var end = RecordedTrace.OfCase("wrong-throws", scenario: 6).End;

        Assert.Equal("src/SelectQuest.Server/Interest.cs", (string)end["file"]!);
        Assert.Equal(15, (int)end["fileLine"]!);
    }

    [Theory]
    [InlineData("wrong-never-answers", "the echoes to 50 clients")]
    public async Task A_client_that_waits_in_vain_ends_it(string name, string awaited)
    {
        var trace = RecordedTrace.OfCase(name, scenario: 2);

        await TraceSchema.AssertEveryLineIsValid(trace);
        Assert.Equal("stalled", trace.Ended);
        Assert.Contains($"waited for {awaited}", (string)trace.End["observed"]!, StringComparison.Ordinal);

        // Everything had been accepted and received; the select that waited last never returned to the loop.
        Assert.Equal(50, trace.CallsOf("accept").Count(call => call.Result >= 0));
        Assert.Equal(50 * 64, trace.CallsOf("recv").Sum(call => call.Result));
        Assert.Empty(trace.CallsOf("send"));
        Assert.Null(trace.Iterations[^1]["select"]!["result"]);
    }

    [Fact]
    public void A_call_from_another_thread_ends_it()
    {
        var trace = RecordedTrace.OfCase("wrong-thread-per-client", scenario: 2);

        Assert.Equal("violation", trace.Ended);
        Assert.Equal("WrongThread", (string)trace.End["violation"]!["kind"]!);
    }

    [Fact]
    public void A_closed_fd_in_a_set_is_EBADF_as_on_any_kernel()
    {
        var trace = RecordedTrace.OfCase("wrong-closed-fd-kept", scenario: 3);
        var last = trace.Iterations[^1]["select"]!;

        Assert.Equal("threw", trace.Ended);
        Assert.Equal((-1, "EBADF"), ((int)last["result"]!, (string)last["errno"]!));
    }

    [Theory]
    [InlineData("wrong-throws", "threw")]
    [InlineData("wrong-exits", "exited")]
    [InlineData("wrong-spins-forever", "hung")]
    [InlineData("wrong-never-answers", "violation")]
    public async Task Under_the_simulated_kernel_too(string name, string ended)
    {
        var trace = RecordedTrace.OfSeed(CorpusSubmission.Case(name), seed: 2);

        await TraceSchema.AssertEveryLineIsValid(trace);
        Assert.Equal(ended, trace.Ended);
        Assert.NotNull(trace.End["violation"]);
    }

    [Fact]
    public async Task The_starter_has_nothing_to_record_but_its_hole()
    {
        var trace = RecordedTrace.OfScenario(CorpusSubmission.Starter(), scenario: 1);

        await TraceSchema.AssertEveryLineIsValid(trace);
        Assert.Equal("threw", trace.Ended);
        Assert.Empty(trace.Iterations);
        Assert.Contains("Quest step 2", (string)trace.End["observed"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_compile_is_not_run()
    {
        using var text = new StringWriter();
        var refused = Assert.Throws<NothingToRunException>(() =>
            SubmissionTrace.Record(CorpusSubmission.Case("wrong-does-not-compile"), new TraceOptions { Seed = 1 }, text)
        );

        Assert.Contains("does not compile, first of all at src/", refused.Message, StringComparison.Ordinal);
        Assert.Empty(text.ToString());
    }
}

using SelectQuest.Grading.Evidence.Traces;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary>A server that goes on and on does not fill the disk.</summary>
public class Limits
{
    private static readonly TraceLimits Wide = TraceLimits.Usual;

    [Fact]
    public async Task So_many_iterations_are_recorded_and_an_end_that_says_so()
    {
        var trace = Recorded("wrong-never-accepts", 1, Wide with { Iterations = 7 });

        await TraceSchema.AssertEveryLineIsValid(trace);
        Assert.Equal("capped", trace.Ended);
        Assert.Equal(7, trace.Iterations.Count);
        Assert.Contains("7 iterations at most", (string)trace.End["observed"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loop_that_never_calls_select_is_recorded_in_one_line_and_no_longer()
    {
        var trace = Recorded("wrong-no-select", 1, Wide with { CallsInOne = 30 });

        await TraceSchema.AssertEveryLineIsValid(trace);
        Assert.Equal("capped", trace.Ended);
        Assert.Equal(0, (int)Assert.Single(trace.Iterations)["number"]!);
        Assert.Null(trace.Iterations[0]["select"]);
        Assert.Equal(30, trace.Calls.Count);
        Assert.Contains("30 calls without a select", (string)trace.End["observed"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_are_bounded_too()
    {
        const int bytes = 4096;
        var trace = Recorded("wrong-write-always", 5, Wide with { Bytes = bytes });

        await TraceSchema.AssertEveryLineIsValid(trace);
        Assert.Equal("capped", trace.Ended);
        Assert.Contains("4 KiB", (string)trace.End["observed"]!, StringComparison.Ordinal);

        // The last call may pass the bound, and the end stands beyond it.
        var longest = trace.Lines.Max(line => line.ToJsonString().Length);
        Assert.InRange(trace.Text.Length, bytes, bytes + (2 * longest));
    }

    [Fact]
    public void A_simulated_run_is_bounded_in_the_same_way()
    {
        var options = new TraceOptions { Seed = 2, Limits = Wide with { Iterations = 5 } };
        var trace = RecordedTrace.Of(CorpusSubmission.Solution(), options);

        Assert.Equal(("capped", 5), (trace.Ended, trace.Iterations.Count));
        Assert.Null(trace.End["violation"]);
    }

    [Fact]
    public void What_cannot_be_written_is_no_fault_of_the_server()
    {
        using var full = new FullDisk(after: 2);
        var options = new TraceOptions
        {
            Scenario = QuestScenario.All[0],
            Sandbox = Evidence.Running.SandboxChoice.None,
        };

        Assert.Throws<TraceUnwritableException>(() =>
            SubmissionTrace.Record(CorpusSubmission.Solution(), options, full)
        );
    }

    private static RecordedTrace Recorded(string name, int scenario, TraceLimits limits) =>
        RecordedTrace.Of(
            CorpusSubmission.Case(name),
            new TraceOptions { Scenario = QuestScenario.All[scenario - 1], Limits = limits }
        );

    private sealed class FullDisk(int after) : StringWriter
    {
        private int lines;

        public override void Write(string? value)
        {
            lines++;
            if (lines > after)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}

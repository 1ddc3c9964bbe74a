using System.Reflection;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Evidence.Traces;
using SelectQuest.Grading.Tests.Sources;
using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Tests.Traces;

public class SimulatedTraces
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(17)]
    public async Task A_right_server_is_recorded_to_its_end_and_every_line_is_consistent(int seed)
    {
        var trace = RecordedTrace.OfSeed(CorpusSubmission.Solution(), seed);

        await TraceSchema.AssertEveryLineIsValid(trace);
        Assert.True(trace.Ended == "completed", trace.End.ToJsonString());
        Assert.Empty(trace.End["leftOpen"]!.AsArray());
        Assert.Equal(("simulated", seed), ((string)trace.Header["kernel"]!, (int)trace.Header["seed"]!));
        Assert.DoesNotContain("\"t\":", trace.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"waitedUs\":", trace.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public void The_same_seed_gives_the_same_bytes_over_the_wire_and_in_process(int seed)
    {
        var first = RecordedTrace.OfSeed(CorpusSubmission.Solution(), seed).Text;
        var second = RecordedTrace.OfSeed(CorpusSubmission.Solution(), seed).Text;

        Assert.Equal(first, second);
        Assert.Equal(WithoutHeader(first), InProcess(seed));
    }

    [Fact]
    public void Other_seeds_and_other_crowds_give_other_traces()
    {
        var solution = CorpusSubmission.Solution();
        string[] texts =
        [
            WithoutHeader(RecordedTrace.OfSeed(solution, 2).Text),
            WithoutHeader(RecordedTrace.OfSeed(solution, 3).Text),
            WithoutHeader(RecordedTrace.OfSeed(solution, 2, clients: 10).Text),
        ];

        Assert.Distinct(texts);
    }

    [Fact]
    public async Task A_violation_is_the_last_line_and_the_call_it_was_seen_in_is_the_last_call()
    {
        var schedule = FirstViolated("wrong-max-never-shrinks");
        var trace = RecordedTrace.OfSeed(CorpusSubmission.Case("wrong-max-never-shrinks"), schedule);
        var violation = trace.End["violation"]!;
        var select = trace.Iterations[^1]["select"]!;

        await TraceSchema.AssertEveryLineIsValid(trace);
        Assert.Equal(("violation", "NfdsTooHigh"), (trace.Ended, (string)violation["kind"]!));
        Assert.Equal((int)trace.End["calls"]!, (int)violation["call"]!);
        Assert.Contains($"nfds {select["nfds"]}", (string)violation["observed"]!, StringComparison.Ordinal);
        Assert.Null(select["result"]);
        Assert.Null(select["out"]);
        Assert.Empty(trace.Iterations[^1]["calls"]!.AsArray());
    }

    [Fact]
    public void The_trace_of_a_seed_ends_in_the_violation_that_the_simulation_finds_with_it()
    {
        var schedule = Schedule.Draw(2);
        var expected = Simulator.Run(schedule, Loops("wrong-never-answers")).Violation!;
        var violation = RecordedTrace.OfSeed(CorpusSubmission.Case("wrong-never-answers"), 2).End["violation"]!;

        Assert.Equal(
            (expected.Kind.ToString(), expected.Fd, expected.Call, expected.Expected, expected.Observed),
            (
                (string)violation["kind"]!,
                (int)violation["fd"]!,
                (long)violation["call"]!,
                (string)violation["expected"]!,
                (string)violation["observed"]!
            )
        );
    }

    [Fact]
    public void The_sandbox_leaves_no_mark()
    {
        Assert.SkipWhen(Sandbox.Works.Value is not null, $"There is no sandbox here: {Sandbox.Works.Value}.");
        using var text = new StringWriter();
        var options = new TraceOptions { Seed = 3, Sandbox = SandboxChoice.Bwrap };
        SubmissionTrace.Record(CorpusSubmission.Solution(), options, text);

        Assert.Equal(RecordedTrace.OfSeed(CorpusSubmission.Solution(), 3).Text, text.ToString());
    }

    private static int FirstViolated(string name) =>
        Enumerable.Range(1, 40).First(seed => Simulator.Run(Schedule.Draw(seed), Loops(name)).Violation is not null);

    private static string InProcess(int seed)
    {
        using var text = new StringWriter();
        using var trace = new TraceWriter(text, TraceLimits.Usual);
        SeedTrace.Run(Schedule.Draw(seed), Loops("solution"), trace);
        return text.ToString();
    }

    // The submission's assembly, loaded here: no process, no wire.
    private static LoopMaker Loops(string name)
    {
        var submission = name == "solution" ? CorpusSubmission.Solution() : CorpusSubmission.Case(name);
        var type = Assembly.Load(SourceEvidence.Of(submission).Assembly!).GetType("SelectQuest.Server.SelectLoop")!;
        return (sockets, listenFd) =>
        {
            var loop = Activator.CreateInstance(type, sockets, listenFd)!;
            return new LoopUnderTest(
                type.GetMethod("Iterate")!.CreateDelegate<Action>(loop),
                type.GetMethod("Run")!.CreateDelegate<Action<CancellationToken>>(loop)
            );
        };
    }

    private static string WithoutHeader(string text) => text[(text.IndexOf('\n') + 1)..];
}

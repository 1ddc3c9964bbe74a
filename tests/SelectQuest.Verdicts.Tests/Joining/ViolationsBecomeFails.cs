using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Server.Simulation;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

public class ViolationsBecomeFails
{
    private static readonly Check Read = Check.Pass("SQ132", "The text is right.", SoundCode.Loop(21));
    private static readonly Check Doubtful = Check.Review("SQ133", "The text is unusual.", SoundCode.Loop(22));

    [Fact]
    public void A_violation_fails_its_rule_before_all_that_the_source_says() =>
        Assert.Equal(
            [
                "Fail SQ132 loop.cs:21:1 Expected: fd 7 in no set. Observed: fd 7 in the read set.",
                "Pass SQ132 loop.cs:21:1 The text is right.",
            ],
            Join(
                    Criterion.C1,
                    [Read],
                    SoundRun.Violation(ViolationKind.SetsHoldClosedFd, "fd 7 in no set", "fd 7 in the read set")
                )
                .AsLines()
        );

    [Theory]
    [InlineData(Criterion.C1, "SQ132")]
    [InlineData(Criterion.C2)]
    [InlineData(Criterion.C3, "SQ331")]
    [InlineData(Criterion.C4, "SQ436", "SQ439")]
    [InlineData(Criterion.C5)]
    public void A_violation_counts_for_its_own_criterion_and_blocking_mode_for_none(
        Criterion criterion,
        params string[] rules
    ) =>
        Assert.Equal(
            rules.Select(rule => $"Fail {rule}"),
            Join(
                    criterion,
                    [],
                    SoundRun.Violation(ViolationKind.ThrewForNoBug),
                    SoundRun.Violation(ViolationKind.NotNonBlocking),
                    SoundRun.Violation(ViolationKind.SetsHoldClosedFd),
                    SoundRun.Violation(ViolationKind.NfdsTooLow),
                    SoundRun.Violation(ViolationKind.WouldBlock),
                    SoundRun.Violation(ViolationKind.Spin)
                )
                .AsOutcomes()
        );

    [Fact]
    public void Its_story_and_the_command_that_tells_it_again_stay_with_it()
    {
        var told = SoundRun.Violation(ViolationKind.NfdsTooLow) with { Steps = "select(3, ...)", Replay = "SEED=5" };

        var check = Assert.Single(Join(Criterion.C3, [], told));

        Assert.Equal("select(3, ...)", check.Story);
        Assert.Equal("SEED=5", check.Reproduce);
    }

    [Fact]
    public void One_that_was_not_told_has_neither()
    {
        var check = Assert.Single(Join(Criterion.C3, [], SoundRun.Violation(ViolationKind.NfdsTooLow)));

        Assert.Null(check.Story);
        Assert.Null(check.Reproduce);
    }

    [Fact]
    public void A_violation_seen_through_an_exception_keeps_its_kind_and_its_words()
    {
        var second = new Violation(ViolationKind.WrongThread, 4, 9, "one thread", "two threads");

        var check = Assert.Single(
            Join(Criterion.C4, [], SoundRun.Violation(ViolationKind.ThrewForNoBug, new ViolationException(second)))
        );

        Assert.Equal(("SQ432", "Expected: one thread. Observed: two threads."), (check.Rule, check.Observed));
    }

    [Fact]
    public void Where_nothing_was_run_the_source_speaks_alone() =>
        Assert.Equal([Read, Doubtful], Behaviour.Join(Criterion.C1, [Read, Doubtful], SoundCode.Evidence));

    [Fact]
    public void Code_that_could_have_been_run_and_was_not_is_for_review_as_well() =>
        Assert.Equal(
            ["Pass SQ132 loop.cs:21:1 The text is right.", "Review SQ902 - The code was not run: no sandbox."],
            Behaviour
                .Join(
                    Criterion.C1,
                    [Read],
                    SoundCode.Evidence with
                    {
                        NotRunBecause = "The code was not run: no sandbox.",
                    }
                )
                .AsLines()
        );

    [Theory]
    [InlineData("SQ703")]
    [InlineData("SQ901")]
    public void What_closes_a_half_is_not_joined_with_a_run(string rule)
    {
        var closing = Check.Fail(rule, "Closed.", SoundCode.Loop(1));

        Assert.Equal([closing], Join(Criterion.C1, [closing], SoundRun.Violation(ViolationKind.SelectNotCalled)));
        Assert.Equal(
            [closing],
            Behaviour.JoinDoneWhen(
                "D3",
                [closing],
                SoundRun.Simulated(SoundRun.Violation(ViolationKind.NotNonBlocking))
            )
        );
    }

    [Fact]
    public void Code_that_is_not_begun_is_not_joined_with_a_run()
    {
        var open = Check.Fail("SQ131", "Not begun.", SoundCode.Loop(1)) with { NotStarted = true };

        Assert.Equal([Read, open], Join(Criterion.C1, [Read, open], SoundRun.Violation(ViolationKind.SelectNotCalled)));
    }

    [Theory]
    [InlineData(Criterion.C1, "Fail SQ131")]
    [InlineData(Criterion.C3, "Fail SQ331")]
    [InlineData(Criterion.C5, "Fail SQ531")]
    [InlineData(Criterion.C2)]
    [InlineData(Criterion.C4)]
    public void What_no_call_ever_passed_cannot_be_right(Criterion criterion, params string[] outcomes) =>
        Assert.Equal(
            outcomes,
            Behaviour.Join(criterion, [], NeverCalled(SoundRun.Violation(ViolationKind.SelectNotCalled))).AsOutcomes()
        );

    [Fact]
    public void It_is_told_in_the_same_words_for_both_arguments_at_the_line_of_each()
    {
        var code = NeverCalled(SoundRun.Violation(ViolationKind.SelectNotCalled));
        const string Words = "No iteration ever called `select`: nothing was passed to it.";

        Assert.Equal(
            $"Fail SQ331 loop.cs:24:1 {Words}",
            Behaviour.Join(Criterion.C3, C3Code.Judge(code), code).AsLines()[0]
        );
        Assert.Equal(
            $"Fail SQ531 loop.cs:25:1 {Words}",
            Behaviour.Join(Criterion.C5, C5Code.Judge(code), code).AsLines()[0]
        );
    }

    [Fact]
    public void It_is_told_whatever_else_went_wrong() =>
        Assert.Equal(
            ["Fail SQ531"],
            Behaviour
                .Join(
                    Criterion.C5,
                    [],
                    NeverCalled(
                        SoundRun.Violation(ViolationKind.Spin),
                        SoundRun.Violation(ViolationKind.SelectNotCalled)
                    )
                )
                .AsOutcomes()
        );

    [Fact]
    public void A_select_that_was_called_at_times_passed_something()
    {
        var notCalled = SoundRun.Violation(ViolationKind.SelectNotCalled);

        Assert.Empty(Behaviour.Join(Criterion.C3, [], SoundRun.Simulated(notCalled)));
    }

    [Theory]
    [InlineData(Criterion.C1)]
    [InlineData(Criterion.C3)]
    [InlineData(Criterion.C5)]
    public void Code_that_ended_before_its_first_select_is_proven_by_its_text_alone_and_a_person_looks(
        Criterion criterion
    ) =>
        Assert.Equal(
            [
                "Pass SQ132 loop.cs:21:1 The text is right.",
                "Review SQ902 - No call of `select` was ever seen: no run proves what the source shows.",
            ],
            Behaviour.Join(criterion, [Read], NeverCalled(SoundRun.Violation(ViolationKind.ThrewForNoBug))).AsLines()
        );

    [Fact]
    public void What_was_seen_once_is_not_for_review() =>
        Assert.Equal(
            ["Pass SQ132"],
            Behaviour
                .Join(Criterion.C1, [Read], SoundRun.Simulated(SoundRun.Violation(ViolationKind.ThrewForNoBug)))
                .AsOutcomes()
        );

    private static CodeEvidence NeverCalled(params FoundViolation[] violations) =>
        SoundCode.Evidence with
        {
            Simulation = new SimulationEvidence(120, violations, [], []) { Held = 0 },
        };

    private static IEnumerable<Check> Join(Criterion criterion, Check[] source, params FoundViolation[] violations) =>
        Behaviour.Join(criterion, source, SoundRun.Simulated(violations));
}

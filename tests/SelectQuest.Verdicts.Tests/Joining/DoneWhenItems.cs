using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Server.Simulation;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

public class DoneWhenItems
{
    private static readonly CodeEvidence Broken = SoundRun.Simulated([
        .. new[]
        {
            ViolationKind.NotNonBlocking,
            ViolationKind.BytesLost,
            ViolationKind.ClosedWithoutCause,
            ViolationKind.Spin,
        }.Select(kind => SoundRun.Violation(kind) with { Steps = "a story", Replay = "SEED=5" }),
    ]);

    [Fact]
    public void A_violation_fails_the_item_it_belongs_to()
    {
        Assert.Equal(
            [
                "Fail SQ631 accept.cs:6:1 Expected: this. Observed: that.",
                "Pass SQ631 accept.cs:6:1 An accepted fd is made non-blocking at once.",
            ],
            NonBlocking(Broken).AsLines()
        );
        Assert.Equal(
            [
                "Fail SQ633 handlers.cs:8:1 Expected: this. Observed: that.",
                "Fail SQ632 handlers.cs:7:1 Expected: this. Observed: that.",
                "Pass SQ632 handlers.cs:7:1 EAGAIN is told from an error.",
                "Pass SQ633 handlers.cs:8:1 The number of bytes that `send` took is used.",
            ],
            Eagain(Broken).AsLines()
        );
    }

    [Fact]
    public void A_story_that_a_criterion_tells_is_not_told_again()
    {
        Assert.Equal("a story", NonBlocking(Broken)[0].Story);
        Assert.All(Eagain(Broken), check => Assert.Null(check.Story));
        Assert.Equal(["SEED=5", "SEED=5", null, null], Eagain(Broken).Select(check => check.Reproduce));
    }

    [Fact]
    public void Where_nothing_was_run_the_source_speaks_alone()
    {
        Assert.Equal(DoneWhenCode.Eagain(SoundCode.Evidence).AsLines(), Eagain(SoundCode.Evidence).AsLines());
        Assert.Equal(["Pass SQ631"], NonBlocking(SoundCode.Evidence).AsOutcomes());
    }

    [Fact]
    public void Code_that_could_have_been_run_and_was_not_is_for_review_as_well() =>
        Assert.Equal(
            ["Pass SQ631", "Review SQ902"],
            NonBlocking(SoundCode.Evidence with { NotRunBecause = "The code was not run: no sandbox." }).AsOutcomes()
        );

    [Fact]
    public void What_the_real_kernel_saw_stands_beside_them()
    {
        var code = SoundRun.Evidence with
        {
            Kernel = SoundRun.KernelWith(KernelFacts.Readiness, KernelOutcome.Broken, "recv came too early"),
        };

        Assert.Equal(
            [
                "Pass SQ631 accept.cs:6:1 An accepted fd is made non-blocking at once.",
                "Pass SQ631 - The real kernel's record: O_NONBLOCK held.",
            ],
            NonBlocking(code).AsLines()
        );
        Assert.Equal(
            [
                "Pass SQ632 handlers.cs:7:1 EAGAIN is told from an error.",
                "Pass SQ633 handlers.cs:8:1 The number of bytes that `send` took is used.",
                "Review SQ632 handlers.cs:7:1 The real kernel's record: recv came too early.",
            ],
            Eagain(code).AsLines()
        );
    }

    private static Check[] NonBlocking(CodeEvidence code) =>
        [.. Behaviour.JoinDoneWhen("D3", DoneWhenCode.NonBlocking(code), code)];

    private static Check[] Eagain(CodeEvidence code) =>
        [.. Behaviour.JoinDoneWhen("D4", DoneWhenCode.Eagain(code), code)];
}

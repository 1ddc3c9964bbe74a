using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Server.Simulation;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

/// <summary>
/// Where the simulated kernel proved a fault, what it then did to real clients depends on the machine, and is a measurement.
/// </summary>
public class TheRealWorldBesideAFault
{
    private static readonly Check Passed = Check.Pass("SQ431", "The text is right.", SoundCode.InAccept(8));
    private static readonly Check Proven = Check.Fail("SQ437", "Bytes were lost.", SoundCode.InHandlers(8));
    private static readonly Check Also = Check.Fail("SQ439", "It spins.", SoundCode.Loop(20));

    private static readonly CodeEvidence Code = SoundRun.Evidence with
    {
        Simulation = SoundRun.Simulation with { Violations = [SoundRun.Violation(ViolationKind.BytesLost)] },
        Kernel = SoundRun.KernelWith(KernelFacts.Drain, KernelOutcome.Broken, "bytes were left"),
        Live = SoundRun.LiveWith(SoundRun.Broken(ScenarioNames.Churn, LiveFault.WrongBytes, "answered too little")),
    };

    [Fact]
    public void What_it_did_to_real_clients_is_measured_at_the_first_fail()
    {
        var checks = RealWorld.Beside("C4", [Passed, Proven, Also], Code);

        Assert.Equal([Passed.AsLine(), Proven.AsLine(), Also.AsLine()], checks.Take(3).AsLines());
        Assert.Equal(
            [
                null,
                "Scenario 'churn' with 50 real clients: the server answered too little. The real kernel's record: bytes were left.",
                null,
            ],
            checks.Take(3).Select(check => check.Measured)
        );
    }

    [Fact]
    public void What_held_or_was_not_seen_is_left_out_but_for_the_start() =>
        Assert.Equal(
            ["Pass SQ431", "Fail SQ437", "Pass SQ441"],
            RealWorld.Beside("C4", [Passed, Proven], Code).AsOutcomes()
        );

    [Fact]
    public void A_server_that_does_not_start_is_a_finding_of_its_own()
    {
        var checks = RealWorld.Beside(
            "C4",
            [Proven],
            Code with
            {
                Kernel = null,
                Live = SoundRun.LiveWith(
                    SoundRun.Broken(ScenarioNames.Start, LiveFault.DidNotListen, "printed no port")
                ),
            }
        );

        Assert.Equal(
            [
                "Fail SQ437 handlers.cs:8:1 Bytes were lost.",
                "Fail SQ441 handlers.cs:8:1 Scenario 'start' with 50 real clients: the server printed no port.",
            ],
            checks.AsLines()
        );
        Assert.Null(checks[0].Measured);
    }

    [Fact]
    public void A_fail_keeps_its_own_figures_where_the_real_world_saw_nothing()
    {
        var proven = Proven with { Measured = "its own" };

        Assert.Equal(
            proven,
            RealWorld.Beside("C4", [proven], Code with { Kernel = SoundRun.Kernel, Live = SoundRun.Live })[0]
        );
    }

    [Fact]
    public void What_is_only_for_review_is_no_measurement()
    {
        var code = Code with
        {
            Kernel = SoundRun.KernelWith(KernelFacts.Readiness, KernelOutcome.Broken, "recv came too early"),
        };

        Assert.Equal([Proven], RealWorld.Beside("D4", [Proven], code));
    }

    [Fact]
    public void A_half_without_a_fail_hears_nothing_of_it()
    {
        var code = Code with
        {
            Kernel = SoundRun.KernelWith(KernelFacts.Nfds, KernelOutcome.Broken, "nfds was too low"),
        };

        Assert.Equal([Passed], RealWorld.Beside("C3", [Passed], code));
    }

    [Fact]
    public void The_first_check_may_be_the_one_that_fails() =>
        Assert.NotNull(RealWorld.Beside("C4", [Proven, Passed], Code)[0].Measured);
}

using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Server.Simulation;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

/// <summary>A loop that is right under the one kernel and wrong under the other: a person finds out why.</summary>
public class KernelsThatContradictEachOther
{
    [Theory]
    [InlineData(KernelFacts.Listener, true)]
    [InlineData(KernelFacts.ReadSet, true)]
    [InlineData(KernelFacts.WriteSet, true)]
    [InlineData(KernelFacts.ErrorSet, true)]
    [InlineData(KernelFacts.ClosedFds, true)]
    [InlineData(KernelFacts.Nfds, true)]
    [InlineData(KernelFacts.NonBlocking, true)]
    [InlineData(KernelFacts.OneThread, true)]
    [InlineData(KernelFacts.SelectOnly, true)]
    [InlineData(KernelFacts.Timeout, false)]
    [InlineData(KernelFacts.Readiness, false)]
    [InlineData(KernelFacts.Shutdown, false)]
    [InlineData(KernelFacts.Drain, false)]
    [InlineData(KernelFacts.Descriptors, false)]
    public void What_both_kernels_see_alike_must_agree(string fact, bool contradicts) =>
        Assert.Equal(
            contradicts
                ?
                [
                    "Review SQ821 loop.cs:10:1 Simulated kernel, 120 schedules: every call was right. Real kernel: it broke.",
                ]
                : Array.Empty<string>(),
            Of(SoundRun.KernelWith(fact, KernelOutcome.Broken))
        );

    [Fact]
    public void Every_fact_was_asked_above() =>
        Assert.Equal(
            KernelFacts.All.Order(),
            typeof(KernelsThatContradictEachOther)
                .GetMethod(nameof(What_both_kernels_see_alike_must_agree))!
                .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
                .Cast<InlineDataAttribute>()
                .Select(row => (string)row.Data[0]!)
                .Order()
        );

    [Fact]
    public void All_that_broke_is_named_in_one_sentence()
    {
        var kernel = SoundRun.KernelWith(KernelFacts.Nfds, KernelOutcome.Broken, "nfds was too low");
        kernel = kernel with
        {
            Facts =
            [
                .. kernel.Facts.Select(fact =>
                    fact.Name == KernelFacts.ReadSet
                        ? fact with
                        {
                            Outcome = KernelOutcome.Broken,
                            Observed = "a client was missing",
                        }
                        : fact
                ),
            ],
        };

        Assert.EndsWith(
            "Real kernel: a client was missing; nfds was too low.",
            Assert.Single(Of(kernel)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Kernels_that_agree_have_nothing_to_say()
    {
        Assert.Empty(Of(SoundRun.Kernel));
        Assert.Empty(Of(SoundRun.KernelWith(KernelFacts.Nfds, KernelOutcome.NotSeen)));
    }

    [Fact]
    public void Two_faults_are_no_contradiction() =>
        Assert.Empty(
            Contradictions.Of(
                SoundRun.Evidence with
                {
                    Simulation = SoundRun.Simulation with { Violations = [SoundRun.Violation(ViolationKind.Spin)] },
                    Kernel = SoundRun.KernelWith(KernelFacts.Nfds, KernelOutcome.Broken),
                }
            )
        );

    [Fact]
    public void With_one_kernel_there_is_nothing_to_compare()
    {
        var broken = SoundRun.KernelWith(KernelFacts.Nfds, KernelOutcome.Broken);

        Assert.Empty(Contradictions.Of(SoundRun.Evidence with { Simulation = null, Kernel = broken }));
        Assert.Empty(Contradictions.Of(SoundRun.Evidence with { Kernel = null }));
        Assert.Empty(Of(broken with { NotSeenBecause = "strace was killed" }));
    }

    [Fact]
    public void Without_a_loop_it_has_no_line()
    {
        var broken = SoundRun.Evidence with { Kernel = SoundRun.KernelWith(KernelFacts.Nfds, KernelOutcome.Broken) };
        var noFacts = broken with { Source = broken.Source with { Facts = null } };

        Assert.Null(Assert.Single(Contradictions.Of(noFacts)).Where);
    }

    private static string[] Of(KernelEvidence kernel) =>
        Contradictions.Of(SoundRun.Evidence with { Kernel = kernel }).AsLines();
}

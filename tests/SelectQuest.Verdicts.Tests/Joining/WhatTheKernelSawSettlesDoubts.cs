using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Server.Simulation;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

/// <summary>Source that only looks unusual passes where the kernel sees the matter at every call and it held.</summary>
public class WhatTheKernelSawSettlesDoubts
{
    private const string Held =
        "loop.cs:22:1 The source is unusual here; under 120 schedules of the simulated kernel it held at every call.";

    public static TheoryData<string> SeenAtEveryCall =>
        [
            "SQ132",
            "SQ133",
            "SQ134",
            "SQ135",
            "SQ233",
            "SQ331",
            "SQ332",
            "SQ333",
            "SQ334",
            "SQ335",
            "SQ431",
            "SQ434",
            "SQ435",
            "SQ631",
            "SQ632",
            "SQ633",
        ];

    [Theory]
    [MemberData(nameof(SeenAtEveryCall))]
    public void What_is_seen_at_every_call_and_held_passes(string rule)
    {
        Assert.Equal([$"Pass {rule} {Held}"], Join(Review(rule)));
        Assert.Equal([$"Pass {rule} {Held}"], Join(Fail(rule)));
    }

    [Theory]
    [InlineData("SQ131")]
    [InlineData("SQ231")]
    [InlineData("SQ232")]
    [InlineData("SQ432")]
    [InlineData("SQ433")]
    [InlineData("SQ531")]
    [InlineData("SQ532")]
    [InlineData("SQ533")]
    public void What_no_call_shows_stays_as_the_source_has_it(string rule)
    {
        Assert.Equal([$"Review {rule} loop.cs:22:1 Unusual."], Join(Review(rule)));
        Assert.Equal([$"Fail {rule} loop.cs:22:1 Wrong."], Join(Fail(rule)));
    }

    [Fact]
    public void What_the_source_was_sure_of_or_skipped_keeps_its_words() =>
        Assert.Equal(
            ["Pass SQ132 loop.cs:21:1 Sure.", "Skipped SQ434 - There is no accept."],
            Join(Check.Pass("SQ132", "Sure.", SoundCode.Loop(21)), Check.Skipped("SQ434", "There is no accept."))
        );

    [Fact]
    public void A_doubt_is_settled_beside_a_violation_if_enough_schedules_ran_to_their_end()
    {
        const string settled =
            "Pass SQ133 loop.cs:22:1 The source is unusual here; in the 40 schedules of the simulated kernel that ran to "
            + "their end it held at every call.";

        Assert.Equal([settled], Join(Spinning(held: 40), Review("SQ133")));
        Assert.Equal(["Review SQ133 loop.cs:22:1 Unusual."], Join(Spinning(held: 39), Review("SQ133")));
    }

    [Fact]
    public void A_fail_stays_a_fail_beside_a_violation_however_many_schedules_ran_to_their_end() =>
        Assert.Equal(["Fail SQ133 loop.cs:22:1 Wrong."], Join(Spinning(held: 119), Fail("SQ133")));

    [Fact]
    public void A_doubt_about_the_criterion_that_was_broken_stays_a_doubt() =>
        Assert.Equal(
            ["Fail SQ135", "Review SQ133"],
            Behaviour
                .Join(
                    Criterion.C1,
                    [Review("SQ133")],
                    SoundCode.Evidence with
                    {
                        Simulation = SoundRun.Simulation with
                        {
                            Violations = [SoundRun.Violation(ViolationKind.WriteSetHoldsIdleClient)],
                            Held = 119,
                        },
                    }
                )
                .AsOutcomes()
        );

    [Fact]
    public void After_a_difference_of_the_registry_a_doubt_about_it_stays()
    {
        var parted = SoundRun.Simulation with
        {
            Registry = [new RegistryDifference(RegistryRule.Counts, "Count was 3 after 2 adds.")],
        };

        Assert.Equal(
            ["Fail SQ234", "Review SQ233"],
            Behaviour
                .Join(Criterion.C2, [Review("SQ233")], SoundCode.Evidence with { Simulation = parted })
                .AsOutcomes()
        );
    }

    [Fact]
    public void The_same_goes_for_the_done_when_items() =>
        Assert.Equal(
            [$"Pass SQ631 {Held}"],
            Behaviour.JoinDoneWhen("D3", [Review("SQ631")], SoundRun.Simulated()).AsLines()
        );

    private static SimulationEvidence Spinning(int held) =>
        SoundRun.Simulation with
        {
            Violations = [SoundRun.Violation(ViolationKind.Spin)],
            Held = held,
        };

    private static Check Review(string rule) => Check.Review(rule, "Unusual.", SoundCode.Loop(22));

    private static Check Fail(string rule) => Check.Fail(rule, "Wrong.", SoundCode.Loop(22));

    private static string[] Join(params Check[] source) => Join(SoundRun.Simulation, source);

    private static string[] Join(SimulationEvidence simulation, params Check[] source) =>
        Behaviour.Join(Criterion.C1, source, SoundCode.Evidence with { Simulation = simulation }).AsLines();
}

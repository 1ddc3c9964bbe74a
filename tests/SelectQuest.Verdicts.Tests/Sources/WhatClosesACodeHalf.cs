using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Sources;

/// <summary>Code that is too large, does not compile or is not begun: one reason, and nothing else.</summary>
public class WhatClosesACodeHalf
{
    private static readonly Dictionary<string, Func<CodeEvidence, IEnumerable<Check>>> Judges = new()
    {
        ["C1"] = C1Code.Judge,
        ["C2"] = C2Code.Judge,
        ["C3"] = C3Code.Judge,
        ["C4"] = C4Code.Judge,
        ["C5"] = C5Code.Judge,
        ["D3"] = DoneWhenCode.NonBlocking,
        ["D4"] = DoneWhenCode.Eagain,
    };

    public static TheoryData<string> Subjects => [.. Judges.Keys];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Code_beyond_the_bounds_is_for_review(string subject) =>
        Assert.Equal(
            ["Review SQ705 loop.cs:4:1 The code is nested too deeply."],
            Judge(subject, new SourceExcess("The code is nested too deeply.", SoundCode.Loop(4)))
        );

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Of_the_compilers_errors_the_first_three_are_told(string subject) =>
        Assert.Equal(
            [
                "Fail SQ703 loop.cs:1:1 The code does not compile: CS0103, There is no x.",
                "Fail SQ704 loop.cs:2:1 The namespace comes from neither .NET nor the quest: CS0246, There is no Nito.",
                "Fail SQ703 - The code does not compile: CS5001, There is no Main.",
            ],
            Judge(
                subject,
                null,
                new CompileError("CS0103", "There is no x.", SoundCode.Loop(1), InUsing: false),
                new CompileError("CS0246", "There is no Nito.", SoundCode.Loop(2), InUsing: true),
                new CompileError("CS5001", "There is no Main.", null, InUsing: false),
                new CompileError("CS0103", "There is no y.", SoundCode.Loop(9), InUsing: false)
            )
        );

    [Theory]
    [InlineData("C1", "SQ131")]
    [InlineData("C3", "SQ331")]
    [InlineData("C4", "SQ431")]
    [InlineData("C5", "SQ531")]
    [InlineData("D3", "SQ631")]
    [InlineData("D4", "SQ632")]
    public void The_first_hole_in_an_iteration_says_that_nothing_was_started(string subject, string rule) =>
        Assert.Equal(
            [$"NotStarted {rule} loop.cs:40:1 The starter's `NotImplementedException` is still thrown here."],
            WithHoles(subject, AtEnd(30), InIteration(40), InIteration(41))
        );

    [Fact]
    public void A_hole_in_the_registry_closes_its_criterion_and_that_of_max_fd()
    {
        const string Hole = "registry.cs:50:1 The starter's `NotImplementedException` is still thrown here.";

        Assert.Equal([$"NotStarted SQ231 {Hole}"], WithHoles("C2", AtEnd(30), InIteration(40), OfRegistry(50)));
        Assert.Equal([$"NotStarted SQ331 {Hole}"], WithHoles("C3", AtEnd(30), InIteration(40), OfRegistry(50)));
    }

    [Theory]
    [InlineData("C1", 11)]
    [InlineData("C4", 5)]
    [InlineData("C5", 1)]
    [InlineData("D3", 1)]
    [InlineData("D4", 2)]
    public void A_hole_in_the_registry_closes_nothing_else(string subject, int checks) =>
        Assert.Equal(checks, WithHoles(subject, OfRegistry(50)).Length);

    [Fact]
    public void A_hole_in_an_iteration_leaves_the_registry_to_be_judged() =>
        Assert.Equal(3, WithHoles("C2", InIteration(40)).Length);

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_hole_that_only_the_shutdown_reaches_closes_nothing(string subject) =>
        Assert.Equal(Judges[subject](SoundCode.Evidence).AsLines(), WithHoles(subject, AtEnd(30)));

    private static string[] Judge(string subject, SourceExcess? excess, params CompileError[] errors) =>
        Judges[subject](new CodeEvidence(new SourceEvidence(excess, errors, null, null))).AsLines();

    private static string[] WithHoles(string subject, params Hole[] holes) =>
        Judges[subject](SoundCode.Of(SoundCode.Facts with { Holes = holes })).AsLines();

    private static Hole InIteration(int line) =>
        new(SoundCode.Loop(line), InRegistry: false, InIterate: true, InLoop: true);

    private static Hole AtEnd(int line) => new(SoundCode.Loop(line), InRegistry: false, InIterate: false, InLoop: true);

    private static Hole OfRegistry(int line) =>
        new(SoundCode.InRegistry(line), InRegistry: true, InIterate: false, InLoop: false);
}

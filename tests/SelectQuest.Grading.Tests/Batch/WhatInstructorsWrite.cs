using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;
using SelectQuest.Grading.Tests.Submissions;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Tests.Batch;

public class WhatInstructorsWrite
{
    [Fact]
    public void A_rubric_changes_what_it_names_and_leaves_the_rest()
    {
        using var folder = new TemporaryFolder().With(
            "rubric.yaml",
            """
            title: Week 3
            criteria:
              C1: {plan: 5, code: 25}
              C4: {code: 0}
            done-when:
              D3: 7
            """
        );

        var rubric = Rubric.Read(folder["rubric.yaml"]);

        Assert.Equal("Week 3", rubric.Title);
        Assert.Equal(5, rubric.Halves[(Criterion.C1, Half.Plan)]);
        Assert.Equal(25, rubric.Halves[(Criterion.C1, Half.Code)]);
        Assert.Equal(10, rubric.Halves[(Criterion.C4, Half.Plan)]);
        Assert.Equal(0, rubric.Halves[(Criterion.C4, Half.Code)]);
        Assert.Equal((7, 0), (rubric.DoneWhen["D3"], rubric.DoneWhen["D1"]));
    }

    [Theory]
    [InlineData("criteria:\n  C6: {plan: 1}\n", "rubric.yaml:2: criteria has no \"C6\"")]
    [InlineData("criteria:\n  C1:\n    plan: -1\n", "rubric.yaml:3: C1's plan is a whole number from 0")]
    [InlineData("criteria:\n  C1:\n    plan: 2.5\n", "rubric.yaml:3: C1's plan is a whole number from 0")]
    [InlineData("\n\nweights: {}\n", "rubric.yaml:3: a rubric has no \"weights\"")]
    [InlineData("- a\n- b\n", "rubric.yaml:1: a rubric is a mapping")]
    [InlineData("title: \"x\ncriteria: [", "rubric.yaml:")]
    [InlineData("", "rubric.yaml is empty")]
    public void A_rubric_with_a_mistake_is_refused_with_its_line(string text, string message)
    {
        using var folder = new TemporaryFolder().With("rubric.yaml", text);

        var refused = Assert.Throws<UnusableInputException>(() => Rubric.Read(folder["rubric.yaml"]));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_examples_of_the_README_are_read_as_they_stand()
    {
        var readme = File.ReadAllText(Path.Combine(CorpusSubmission.Root, "README.md"));
        using var folder = new TemporaryFolder()
            .With("rubric.yaml", Example("# rubric.yaml"))
            .With("overrides.yaml", Example("# overrides.yaml"));

        Assert.Equal(25, Rubric.Read(folder["rubric.yaml"]).Halves[(Criterion.C1, Half.Code)]);
        Assert.Equal("C2.code", Assert.Single(Overrides.Read(folder["overrides.yaml"])).Subject);

        string Example(string head)
        {
            var start = readme.IndexOf(head, StringComparison.Ordinal);
            return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        }
    }

    [Fact]
    public void A_decision_without_a_half_counts_for_both()
    {
        using var folder = new TemporaryFolder().With(
            "overrides.yaml",
            """
            - {submission: ada, criterion: C2, outcome: pass, reason: Read it; it is O(1).}
            - submission: bob
              done-when: D3
              outcome: fail
              reason: Blocking after all.
            """
        );

        Assert.Equal(
            ["ada C2.plan Pass 1", "ada C2.code Pass 1", "bob D3 Fail 2"],
            Overrides
                .Read(folder["overrides.yaml"])
                .Select(one => $"{one.Submission} {one.Subject} {one.Outcome} {one.Line}")
        );
    }

    [Theory]
    [InlineData("- {submission: ada, criterion: C2, outcome: pass}", ":1: an override needs \"reason\"")]
    [InlineData("- {submission: ada, criterion: C2, outcome: pass, reason: ''}", ":1: the reason is a text")]
    [InlineData(
        "- {submission: ada, criterion: C2, outcome: maybe, reason: x}",
        ":1: the outcome is one of pass, fail"
    )]
    [InlineData("- {submission: ada, criterion: C2, half: both, outcome: pass, reason: x}", ":1: the half is one of")]
    [InlineData("- {submission: ada, outcome: pass, reason: x}", ":1: an override needs \"criterion\"")]
    [InlineData("- {submission: ada, criterion: C2, done-when: D1, outcome: pass, reason: x}", "not both")]
    [InlineData("ada: pass", ":1: overrides are a list")]
    [InlineData(
        "- {submission: ada, criterion: C2, outcome: pass, reason: x}\n- {submission: ada, criterion: C2, half: code, outcome: fail, reason: y}",
        ":2: ada's C2.code was decided in line 1 already"
    )]
    public void A_decision_with_a_mistake_is_refused_with_its_line(string text, string message)
    {
        using var folder = new TemporaryFolder().With("overrides.yaml", text);

        var refused = Assert.Throws<UnusableInputException>(() => Overrides.Read(folder["overrides.yaml"]));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grade_shows_the_machines_verdict_beside_the_instructors()
    {
        var verdict = new Verdict(
            "ada",
            false,
            [
                new CriterionVerdict(
                    Criterion.C2,
                    [
                        HalfVerdict.From(Half.Plan, [Check.Pass("SQ201", "x")]),
                        HalfVerdict.From(Half.Code, [Check.Review("SQ232", "x")]),
                    ]
                ),
            ],
            [],
            [],
            new(10, 20),
            "1"
        );

        var alone = Grade.Of(verdict, Rubric.OfTheQuest, []);
        var decided = Grade.Of(
            verdict,
            Rubric.OfTheQuest,
            [
                new Override("ada", "C2.code", Outcome.Pass, "It is O(1).", 1),
                new Override("bob", "C2.plan", Outcome.Fail, "Not ada's.", 2),
            ]
        );

        Assert.Equal((10, 20, true), (alone.Points, alone.Max, alone.IsOpen));
        Assert.Equal((20, 20, false), (decided.Points, decided.Max, decided.IsOpen));
        Assert.Equal(new GradeLine("C2.code", Outcome.Review, Outcome.Pass, 10, 10, "It is O(1)."), decided.Lines[1]);
    }
}

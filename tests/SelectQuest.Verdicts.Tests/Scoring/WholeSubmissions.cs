using SelectQuest.Grading;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Verdicts.Tests.Given;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Verdicts.Tests.Scoring;

/// <summary>From a submission in memory to its verdict: the plan is read, and no code is compiled or run.</summary>
public class WholeSubmissions
{
    private static readonly Lazy<string> SoundPlanText = new(() =>
    {
        using var reader = new StreamReader(typeof(WholeSubmissions).Assembly.GetManifestResourceStream("plan.md")!);
        return reader.ReadToEnd();
    });

    private static readonly GraderOptions Options = new() { Version = "1.2.3" };

    // More files than the compiler is asked to read.
    private static readonly TextFile[] TooMany =
    [
        .. Enumerable.Range(0, SourceLimits.Files + 1).Select(at => new TextFile($"src/{at}.cs", "")),
    ];

    [Fact]
    public void With_the_plan_alone_it_is_worth_all_points()
    {
        var verdict = Grader.Judge(Sound with { PlanOnly = true, CommandPath = "plan.md" }, Options);

        Assert.Equal(Enum.GetValues<Criterion>(), verdict.Criteria.Select(one => one.Criterion));
        Assert.All(verdict.Criteria, one => Assert.Equal([Half.Plan], one.Halves.Select(half => half.Half)));
        Assert.Equal(new Score(100, 100), verdict.Score);
        Assert.Equal((Outcome.Pass, 0), (verdict.Outcome, verdict.ExitCode));
        Assert.Equal(("my-quest", true, "plan.md"), (verdict.Submission, verdict.PlanOnly, verdict.CommandPath));
        Assert.Equal("1.2.3", verdict.GraderVersion);
        Assert.Null(verdict.HowRun);
        Assert.Empty(verdict.Integrity);
    }

    [Fact]
    public void With_code_to_judge_the_plan_is_worth_half_of_them()
    {
        var verdict = Grader.Judge(Sound, Options);

        Assert.All(
            verdict.Criteria,
            one =>
            {
                Assert.Equal([Half.Plan, Half.Code], one.Halves.Select(half => half.Half));
                Assert.Equal(Outcome.Pass, one.Halves[0].Outcome);
                Assert.Equal(
                    ["NotStarted SQ708 - There is no C# file of yours under src/SelectQuest.Server."],
                    one.Halves[1].Checks.AsLines()
                );
            }
        );
        Assert.Equal(new Score(50, 100), verdict.Score);
        Assert.Equal((Outcome.Fail, 1), (verdict.Outcome, verdict.ExitCode));
        Assert.False(verdict.PlanOnly);
        Assert.Equal(".", verdict.CommandPath);
    }

    [Fact]
    public void What_is_for_review_earns_nothing_yet_and_fails_nothing()
    {
        var verdict = Grader.Judge(Sound with { Sources = TooMany }, Options);

        Assert.Equal(new Score(50, 100), verdict.Score);
        Assert.Equal((Outcome.Review, 4), (verdict.Outcome, verdict.ExitCode));
    }

    [Fact]
    public void One_that_nobody_could_judge_waits_for_a_person_and_loses_nothing_for_good()
    {
        var verdict = Grader.NotJudged("my-quest", "It took too long.", "1.2.3");

        Assert.Equal(("my-quest", false, "1.2.3"), (verdict.Submission, verdict.PlanOnly, verdict.GraderVersion));
        Assert.Equal(Enum.GetValues<Criterion>(), verdict.Criteria.Select(one => one.Criterion));
        Assert.All(
            verdict.Criteria.SelectMany(one => one.Halves),
            half => Assert.Equal(["Error SQ822 - It took too long."], half.Checks.AsLines())
        );
        Assert.All(verdict.DoneWhen, item => Assert.Equal(["Error SQ822"], item.Checks.AsOutcomes()));
        Assert.Equal((Outcome.Error, new Score(0, 100)), (verdict.Outcome, verdict.Score));
        Assert.Empty(verdict.Integrity);
    }

    [Fact]
    public void The_done_when_items_rest_on_the_checks_of_a_criterion_or_have_their_own()
    {
        var verdict = Grader.Judge(Sound, Options);

        Assert.Equal(
            [
                "D1 The registry adds, removes and looks up by fd in O(1): SQ201 SQ202 SQ203 SQ204 SQ708",
                "D2 The loop rebuilds its sets before every select: SQ101 SQ103 SQ104 SQ105 SQ106 SQ107 SQ108 SQ708",
                "D3 The accept handler sets O_NONBLOCK at once: SQ601 SQ708",
                "D4 The handlers take EAGAIN for \"later\", not for an error: SQ602 SQ603 SQ604 SQ708",
                "D5 The test plan has six or more scenarios with 50 clients: SQ401 SQ402 SQ403 SQ404 SQ405",
            ],
            Items(verdict)
        );
    }

    [Theory]
    [InlineData(Criterion.C1, "D2")]
    [InlineData(Criterion.C2, "D1")]
    [InlineData(Criterion.C3)]
    [InlineData(Criterion.C4, "D5")]
    [InlineData(Criterion.C5)]
    public void One_criterion_alone_is_worth_its_own_points_and_shows_its_own_item(
        Criterion criterion,
        params string[] items
    )
    {
        var verdict = Grader.Judge(Sound with { PlanOnly = true }, Options with { Only = criterion });

        Assert.Equal([criterion], verdict.Criteria.Select(one => one.Criterion));
        Assert.Equal(new Score(20, 20), verdict.Score);
        Assert.Equal(items, verdict.DoneWhen.Select(item => item.Id));
    }

    [Fact]
    public void A_plan_that_is_not_there_fails_every_plan_half_and_nothing_else_is_said_of_it()
    {
        var missing = Check.Fail("SQ701", "There is no plan.");
        var leftOut = Check.Review("SQ709", "A file was left out.");

        var verdict = Grader.Judge(Sound with { Plan = null, PlanOnly = true, Problems = [leftOut, missing] }, Options);

        Assert.All(verdict.Criteria, one => Assert.Equal([missing], one.Halves[0].Checks));
        Assert.Equal(new Score(0, 100), verdict.Score);
        Assert.Equal(1, verdict.ExitCode);
    }

    [Fact]
    public void What_must_be_seen_and_decides_nothing_stands_apart()
    {
        var archive = Check.Review("SQ710", "The archive holds a link.");
        var leftOut = Check.Review("SQ709", "A file was left out.");
        var nothingElse = new GivenFiles(
            new FileRead(null, "is missing"),
            new Dictionary<string, Decoded>(),
            [GivenFiles.Seam + "/Mine.cs"]
        );

        var verdict = Grader.Judge(
            Sound with
            {
                PlanOnly = true,
                Problems = [leftOut, archive],
                Given = nothingElse,
            },
            Options
        );

        Assert.Equal(["Review SQ710", "Review SQ801", "Review SQ802"], verdict.Integrity.AsOutcomes());
        Assert.Equal((Outcome.Pass, 0), (verdict.Outcome, verdict.ExitCode));
    }

    [Theory]
    [InlineData(Outcome.Pass, 20, 10)]
    [InlineData(Outcome.Fail, 0, 0)]
    [InlineData(Outcome.Review, 0, 0)]
    [InlineData(Outcome.Error, 0, 0)]
    [InlineData(Outcome.Skipped, 0, 0)]
    public void A_half_earns_its_share_when_it_passes(Outcome outcome, int alone, int ofTwo)
    {
        var half = new HalfVerdict(Half.Plan, outcome, []);
        var single = new CriterionVerdict(Criterion.C1, [half]);
        var both = new CriterionVerdict(Criterion.C1, [half, half with { Half = Half.Code }]);

        Assert.Equal((20, 10), (Grader.MaxPoints(single, half), Grader.MaxPoints(both, half)));
        Assert.Equal(7, Grader.MaxPoints(both, half with { Worth = 7 }));
        Assert.Equal((alone, ofTwo), (Grader.Points(single, half), Grader.Points(both, half)));
    }

    [Fact]
    public void A_verdict_is_about_the_folder_one_stands_in_unless_told_otherwise() =>
        Assert.Equal(".", OutcomesJoin.Of().CommandPath);

    private static Submission Sound =>
        new("my-quest", new TextFile("week-3/day2-select-plan.md", SoundPlanText.Value), [], false, []);

    private static string[] Items(Verdict verdict) =>
        [
            .. verdict.DoneWhen.Select(item =>
                $"{item.Id} {item.Text}: {string.Join(' ', item.Checks.Select(check => check.Rule))}"
            ),
        ];
}

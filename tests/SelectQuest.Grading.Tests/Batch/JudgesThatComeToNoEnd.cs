using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Tests.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Batch;

/// <summary>SQ822: where our clock ends a judge there is a result that says so, and the next submission is judged.</summary>
public class JudgesThatComeToNoEnd
{
    [Fact]
    public void The_clock_ends_one_that_takes_too_long_and_it_costs_no_points()
    {
        using var folder = new TemporaryFolder();
        folder.With("class/a.md", "# Plan\n").With("class/b.md", "# Plan\n");

        // A millisecond is too short for any process to start.
        var graded = Grade(folder, TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, graded.Count);
        Assert.All(graded, one => Assert.Null(one.Fault));
        Assert.All(
            graded.SelectMany(one => one.Result!.Verdict.Criteria).SelectMany(criterion => criterion.Halves),
            half => Assert.Equal((Outcome.Error, "SQ822"), (half.Outcome, half.Checks[0].Rule))
        );
        Assert.Contains(
            "0.001 s",
            graded[0].Result!.Verdict.Criteria[0].Halves[0].Checks[0].Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_next_run_judges_it_again()
    {
        using var folder = new TemporaryFolder();
        folder.With("class/a.md", "# Plan\n");
        Grade(folder, TimeSpan.FromMilliseconds(1));

        var again = Assert.Single(Grade(folder, TimeSpan.FromMinutes(2)));

        Assert.False(again.Kept);
        Assert.DoesNotContain(
            "SQ822",
            again
                .Result!.Verdict.Criteria.SelectMany(c => c.Halves)
                .SelectMany(h => h.Checks)
                .Select(check => check.Rule)
        );
    }

    private static IReadOnlyList<Graded> Grade(TemporaryFolder folder, TimeSpan deadline)
    {
        var plan = new GradePlan(folder["report"], Path.Combine(AppContext.BaseDirectory, "selectquest.dll"))
        {
            Sandbox = SandboxChoice.None,
            Deadline = deadline,
        };
        return new GradeRun(plan, new ResultStore(folder["report"])).Run(
            Finder.Find([folder["class"]]),
            _ => { },
            TestContext.Current.CancellationToken
        );
    }
}

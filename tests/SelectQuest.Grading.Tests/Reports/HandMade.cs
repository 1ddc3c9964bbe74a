using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Tests.Reports;

/// <summary>Verdicts made by hand, from rules whose pages belong to reports: they show every shape a report can take.</summary>
internal static class HandMade
{
    private const string Plan = "week-3/day2-select-plan.md";
    private const string Loop = "src/SelectQuest.Server/SelectLoop.cs";

    public static IReadOnlyDictionary<string, Verdict> All { get; } =
        new Dictionary<string, Verdict>
        {
            ["mixed"] = Mixed(),
            ["all-pass"] = AllPass(),
            ["no-plan"] = NoPlan(),
            ["for-review"] = ForReview(),
            ["hostile"] = Hostile(),
        };

    public static Verdict Of(
        string name,
        IReadOnlyList<CriterionVerdict> criteria,
        IReadOnlyList<DoneWhen>? doneWhen = null,
        IReadOnlyList<Check>? integrity = null,
        bool planOnly = false
    )
    {
        var points = criteria.Sum(c => c.Halves.Sum(h => Grader.Points(c, h)));
        return new(
            name,
            planOnly,
            criteria,
            doneWhen ?? [],
            integrity ?? [],
            new(points, criteria.Count * 20),
            "1.2.3"
        );
    }

    public static CriterionVerdict Judged(Criterion criterion, Check plan, params Check[] code) =>
        new(
            criterion,
            code.Length == 0
                ? [HalfVerdict.From(Half.Plan, [plan])]
                : [HalfVerdict.From(Half.Plan, [plan]), HalfVerdict.From(Half.Code, code)]
        );

    private static Verdict Mixed()
    {
        var passed = Check.Pass("SQ701", "All three sets are zeroed inside the loop.", new(Plan, 41, 5));
        var missing = Check.Fail("SQ702", "The error set is passed on line 44 and never filled.", new(Plan, 44, 9)) with
        {
            Why = "A set that is never filled reports nothing, so urgent data is never seen.",
            Try = "Put every client into the error set beside the read set, before each select.",
        };
        var untouched = Check.Fail("SQ701", "The starter's question stands here unanswered.", new(Plan, 60)) with
        {
            NotStarted = true,
        };
        var simulated = Check.Fail(
            "SQ709",
            "A client that sent nothing for one call was never served again.",
            new(Loop, 57, 13)
        ) with
        {
            Reproduce = "selectquest verify . --only C1 --seed 4711",
            Measured = "Found after 12 schedules in 0.08 s.",
            Story =
                "client 0 connects\nselect(4, [3], [], [], 1000 ms) = 1: read [3], write [], error []\n  accept(3) = 4",
        };
        var undecided = Check.Review("SQ709", "The timeout is computed; no constant can be shown.", new(Loop, 31, 20));
        var fault = new Check(
            "SQ901",
            Outcome.Error,
            "The grader failed while judging C4 in the code (FormatException)."
        );
        var skipped = Check.Skipped("SQ709", "Skipped: strace is not installed, and the other evidence decides.");
        CriterionVerdict[] criteria =
        [
            Judged(Criterion.C1, missing, simulated, skipped),
            Judged(Criterion.C2, passed, passed),
            Judged(Criterion.C3, untouched, untouched),
            Judged(Criterion.C4, passed, fault),
            Judged(Criterion.C5, passed, undecided),
        ];
        Check[][] checks =
        [
            [passed],
            [missing, simulated],
            [untouched],
            [undecided],
            [passed],
        ];
        DoneWhen[] items = [.. QuestText.DoneWhen.Select((item, i) => new DoneWhen(item.Id, item.Text, checks[i]))];
        var edited = Check.Review("SQ709", "A given file was edited; the grader used its own.", new(Loop, 1));
        return Of("my-quest", criteria, items, [edited]) with
        {
            HowRun = "The code ran in a bubblewrap sandbox, under 120 schedules of the simulated kernel.",
        };
    }

    private static Verdict AllPass()
    {
        var check = Check.Pass("SQ701", "It holds.", new(Plan, 10));
        return Of("my-quest", [.. Enum.GetValues<Criterion>().Select(c => Judged(c, check, check))]);
    }

    private static Verdict NoPlan()
    {
        var missing = Check.Fail("SQ701", $"There is no {Plan}.") with { NotStarted = true };
        return Of("my-quest", [.. Enum.GetValues<Criterion>().Select(c => Judged(c, missing))], planOnly: true);
    }

    private static Verdict ForReview()
    {
        var skipped = Check.Skipped("SQ709", "Skipped: the code was not compiled.");
        return Of("plan.md", [Judged(Criterion.C5, skipped)], planOnly: true) with { CommandPath = "plan.md" };
    }

    /// <summary>What a student could write to be more than text.</summary>
    public const string Attack =
        "::error file=x::owned ##[error]owned ##vso[task.complete]owned \u001b[2J\u001b]0;owned\u0007 <script>alert(1)</script> <img src=x onerror=y> ![i](http://evil/x) [l](javascript:z) "
        + "`code` **bold** | cell | @instructor #1 www.evil.example \u202eesrever\u202c --> ]]> </details> ~~~ \r\n# heading \0 \ufffe \ud800";

    private static Verdict Hostile()
    {
        var check = Check.Fail("SQ702", Attack, new($"src/{Attack}.cs", 1, 1)) with
        {
            Why = Attack,
            Try = Attack,
            Reproduce = $"selectquest verify {Attack}",
            Measured = Attack,
        };
        return Of(
            Attack,
            [Judged(Criterion.C1, check, check)],
            [new("D2", "The loop rebuilds its sets", [check])],
            [check]
        );
    }
}

using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Tests.Reports;

public class ClassFigureCounts
{
    private static readonly Check Broken = Check.Fail("SQ302", "x");
    private static readonly Check Hole = Check.Fail("SQ302", "x") with { NotStarted = true };
    private static readonly Check Unsure = Check.Review("SQ531", "x");
    private static readonly Check Fine = Check.Pass("SQ101", "x");
    private static readonly Check Fault = new("SQ901", Outcome.Error, "x");

    [Fact]
    public void A_rule_counts_each_student_once_and_no_untouched_hole()
    {
        var rules = ClassFigures.Rules(
            Class(("a", Broken, Broken), ("b", Broken, Fine), ("c", Hole, Hole), ("d", Fine, Unsure))
        );
        Assert.Equal(
            [("SQ302", "ab", ""), ("SQ531", "", "d")],
            rules.Select(r => (r.Finding.Check.Rule, Slugs(r.Failed), Slugs(r.ForReview)))
        );
    }

    [Fact]
    public void The_rule_that_concerns_most_students_comes_first_and_ties_go_by_number()
    {
        var other = Check.Fail("SQ131", "x");
        var rules = ClassFigures.Rules(
            Class(("a", Broken, Fine), ("b", Fine, other), ("c", Broken, Fine), ("d", Fine, Check.Fail("SQ101", "x")))
        );
        Assert.Equal(["SQ302", "SQ101", "SQ131"], rules.Select(r => r.Finding.Check.Rule));
    }

    [Fact]
    public void Where_the_grader_failed_comes_before_what_is_for_review()
    {
        var waiting = ClassFigures.WaitForAPerson(
            Class(("a", Unsure, Fine), ("b", Broken, Fine), ("c", Fine, Fault), ("d", Fine, Fine))
        );
        Assert.Equal("ca", Slugs(waiting.Select(w => w.Entry)));
    }

    [Fact]
    public void A_half_that_fails_anyway_waits_for_nobody()
    {
        var half = HalfVerdict.From(Half.Plan, [Broken, Unsure]);
        var verdict = HandMade.Of("q", [new(Criterion.C1, [half])]);
        Assert.Empty(ClassFigures.WaitForAPerson(Report(new ClassEntry(verdict, "a"))));
    }

    [Fact]
    public void What_an_edited_repo_owes_an_explanation_for_waits_for_a_person_though_its_score_is_final()
    {
        var verdict = HandMade.Of(
            "q",
            [HandMade.Judged(Criterion.C1, Fine, Fine)],
            integrity: [Check.Review("SQ709", "x")]
        );
        var entry = new ClassEntry(verdict, "a");
        Assert.Single(ClassFigures.WaitForAPerson(Report(entry)));
        Assert.True(entry.IsDecided);
    }

    [Fact]
    public void Standings_add_up_to_the_class()
    {
        var report = HandMadeClass.Of(60);
        Assert.All(
            ClassFigures.Standings(report).Where(s => s.Criterion != Criterion.C1),
            s => Assert.InRange(s.All, report.Entries.Count - 3, report.Entries.Count)
        );
        Assert.Equal(report.Entries.Count, ClassFigures.Outcomes(report).Sum(o => o.Count));
    }

    [Fact]
    public void The_slowest_come_first_and_nobody_who_was_not_measured()
    {
        var verdict = HandMade.All["all-pass"];
        var report = Report(
            new ClassEntry(verdict, "a", Took: TimeSpan.FromSeconds(1)),
            new ClassEntry(verdict, "b"),
            new ClassEntry(verdict, "c", Took: TimeSpan.FromSeconds(3)),
            new ClassEntry(verdict, "d", Took: TimeSpan.FromSeconds(2))
        );
        Assert.Equal("cda", Slugs(ClassFigures.Slowest(report)));
    }

    [Fact]
    public void Times_change_the_page_of_times_and_no_other_file()
    {
        var report = HandMadeClass.Small;
        var later = report with
        {
            Entries = [.. report.Entries.Select(entry => entry with { Took = entry.Took + TimeSpan.FromMinutes(1) })],
        };
        var changed = ClassFiles.Of(report).Except(ClassFiles.Of(later));
        Assert.Equal("slowest.html", Assert.Single(changed).Path);
    }

    [Fact]
    public void The_order_in_which_a_batch_ended_changes_no_file()
    {
        var report = HandMadeClass.Of(12);
        var turned = report with { Entries = [.. report.Entries.Reverse()] };
        Assert.Equal(ClassFiles.Of(report), ClassFiles.Of(turned));
    }

    [Fact]
    public void A_class_from_which_nobody_handed_in_has_its_files_too()
    {
        var report = Report() with { Missing = [new MissingSubmission("1", "Ada", "Nothing was handed in.")] };
        var files = ClassFiles.Of(report).ToDictionary(f => f.Path, f => f.Text);
        Assert.Equal(
            ["findings.sarif", "gradebook.csv", "index.html", "junit.xml", "slowest.html", "summary.md"],
            files.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Contains("Nothing was handed in.", files["index.html"], StringComparison.Ordinal);
        Assert.StartsWith("### 0 of 0 pass", files["summary.md"], StringComparison.Ordinal);
    }

    private static ClassReport Class(params (string Slug, Check Plan, Check Code)[] students) =>
        Report([
            .. students.Select(s => new ClassEntry(
                HandMade.Of("q", [HandMade.Judged(Criterion.C3, s.Plan, s.Code)]),
                s.Slug
            )),
        ]);

    private static ClassReport Report(params ClassEntry[] entries) =>
        new("Quest", "1.2.3", entries, [], new SandboxNote("In a sandbox.", Isolated: true));

    private static string Slugs(IEnumerable<ClassEntry> entries) => string.Concat(entries.Select(e => e.Slug));
}

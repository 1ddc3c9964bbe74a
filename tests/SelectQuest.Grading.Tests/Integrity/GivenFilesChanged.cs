using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>SQ801 and SQ802: what was changed or is missing is named, and said once.</summary>
public class GivenFilesChanged
{
    [Fact]
    public void A_changed_file_is_named_with_its_first_differing_line()
    {
        using var repo = new IssuedRepo().Changed(IssuedRepo.Errno, text => Line(text, 12, "    EAGAIN = 12,"));

        var check = Assert.Single(repo.Judge());

        Assert.Equal(("SQ801", Outcome.Review), (check.Rule, check.Outcome));
        Assert.Equal(new Location(IssuedRepo.Errno, 12), check.Where);
        Assert.Equal(
            "1 given file in src/SelectQuest.Server/Sockets/ is not as version 0.0.0 issued it: Errno.cs (from line 12).",
            check.Observed
        );
    }

    [Fact]
    public void Changes_in_one_folder_are_one_finding_and_folders_are_told_apart()
    {
        using var repo = new IssuedRepo()
            .Changed(IssuedRepo.Errno, text => "// mine\n" + text)
            .Changed(IssuedRepo.Seam + "FdSet.cs", text => Line(text, 3, "// mine"))
            .Changed(IssuedRepo.LoopTests, text => Line(text, 5, "// mine"))
            .Changed(IssuedRepo.Workflow, text => text + "\n  # mine\n")
            .Changed("build/build.cake", text => Line(text, 1, "// mine"));

        var checks = repo.Judge();

        Assert.All(checks, check => Assert.Equal("SQ801", check.Rule));
        Assert.Equal(
            [IssuedRepo.Errno, IssuedRepo.LoopTests, "build/build.cake", IssuedRepo.Workflow],
            checks.Select(check => check.Where!.File)
        );
        Assert.Contains(
            "Errno.cs (from line 1), FdSet.cs (from line 3).",
            checks[0].Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_formatter_that_ran_over_everything_fills_no_page()
    {
        using var repo = new IssuedRepo();
        foreach (var test in Directory.GetFiles(repo.Folder["tests"], "*.cs", SearchOption.AllDirectories))
        {
            File.WriteAllText(test, File.ReadAllText(test).Replace("    ", "\t", StringComparison.Ordinal));
        }

        var check = Assert.Single(repo.Judge());

        Assert.Matches(@"^\d+ given files in tests/ are not .* and \d+ more\.$", check.Observed);
        Assert.InRange(check.Observed.Length, 1, PlainText.Longest);
    }

    [Fact]
    public void A_file_cut_off_points_at_a_line_it_still_has()
    {
        using var repo = new IssuedRepo().Changed(
            IssuedRepo.LoopTests,
            text => string.Join('\n', text.Split('\n').Take(20))
        );

        Assert.Equal(new Location(IssuedRepo.LoopTests, 20), Assert.Single(repo.Judge()).Where);
    }

    [Fact]
    public void A_client_count_that_no_option_offers_is_a_change()
    {
        using var repo = new IssuedRepo().Changed(
            IssuedRepo.ClientCount,
            text => text.Replace("Clients = 50;", "Clients = 5;", StringComparison.Ordinal)
        );

        Assert.Equal(IssuedRepo.ClientCount, Assert.Single(repo.Judge()).Where?.File);
    }

    [Fact]
    public void Code_added_to_the_seam_is_named_because_the_grader_does_not_compile_it()
    {
        using var repo = new IssuedRepo();
        repo.Folder.With(IssuedRepo.Seam + "Deeper/Mine.cs", "class Mine;").With(IssuedRepo.Seam + "notes.txt", "");

        var check = Assert.Single(repo.Judge());

        Assert.Equal(("SQ801", IssuedRepo.Seam + "Deeper/Mine.cs"), (check.Rule, check.Where?.File));
        Assert.Equal(
            "1 file in src/SelectQuest.Server/Sockets/ was not issued there and is not compiled by the grader: Deeper/Mine.cs.",
            check.Observed
        );
    }

    [Fact]
    public void Missing_files_are_named()
    {
        using var repo = new IssuedRepo().Without(IssuedRepo.LoopTests, "build/build.cake");

        var check = Assert.Single(repo.Judge());

        Assert.Equal(("SQ802", Outcome.Review), (check.Rule, check.Outcome));
        Assert.Equal($"Missing of the given files: build/build.cake, {IssuedRepo.LoopTests}.", check.Observed);
    }

    [Fact]
    public void Whole_folders_that_were_not_handed_in_are_said_once()
    {
        using var repo = new IssuedRepo().Without("tests", "build", ".github", ".config");

        var check = Assert.Single(repo.Judge());

        Assert.Equal("SQ802", check.Rule);
        Assert.Equal(
            "Missing of the given files: all of tests/, all of build/, all of .github/workflows/.",
            check.Observed
        );
    }

    [Fact]
    public void They_decide_no_points_and_no_exit_code_and_stand_in_every_report()
    {
        using var repo = new IssuedRepo();
        var untouched = Judged(repo);
        repo.Changed(IssuedRepo.Errno, text => "// mine\n" + text).Without(IssuedRepo.LoopTests);

        var changed = Judged(repo);

        Assert.Empty(untouched.Integrity);
        Assert.Equal(["SQ801", "SQ802"], changed.Integrity.Select(check => check.Rule));
        Assert.Equal(
            (untouched.Score, untouched.Outcome, untouched.ExitCode),
            (changed.Score, changed.Outcome, changed.ExitCode)
        );
        string[] reports =
        [
            TextReport.Write(changed, new TextStyle()),
            MarkdownReport.Write(changed),
            JsonReport.Write(changed),
            Proof.Write(changed, new TextFile(TemporaryFolder.Plan, "# Plan\n"), commit: null),
        ];
        Assert.All(
            reports,
            report => Assert.All(["SQ801", "SQ802"], rule => Assert.Contains(rule, report, StringComparison.Ordinal))
        );
    }

    private static Verdict Judged(IssuedRepo repo) =>
        Grader.Judge(SubmissionReader.Read(repo.Folder.Path, planOnly: false), new GraderOptions());

    private static string Line(string text, int number, string instead)
    {
        var lines = text.Split('\n');
        lines[number - 1] = instead;
        return string.Join('\n', lines);
    }
}

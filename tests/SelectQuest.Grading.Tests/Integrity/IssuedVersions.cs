using System.Text;
using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>Which version a repo is of, and what a grader says that knows it, or does not (SQ803).</summary>
public class IssuedVersions
{
    [Theory]
    [InlineData("""{ "tools": { "selectquest.cli": { "version": "1.2.3" } } }""", "1.2.3")]
    [InlineData("""{ "Tools": { "SelectQuest.Cli": { "Version": "1.2.3-rc.1+9f" } } }""", "1.2.3-rc.1+9f")]
    [InlineData("{ // edited\n \"tools\": { \"selectquest.cli\": { \"version\": \"1.0.0\", }, }, }", "1.0.0")]
    [InlineData("""{ "tools": { "cake.tool": { "version": "7.0.0" } } }""", null)]
    [InlineData("""{ "tools": { "selectquest.cli": { "version": 7 } } }""", null)]
    [InlineData("""{ "tools": { "selectquest.cli": "1.2.3" } }""", null)]
    [InlineData("""{ "tools": { "selectquest.cli": { "version": "1.2.3 and more" } } }""", null)]
    [InlineData("""{ "tools": { "selectquest.cli": { "version": "\ud800" } } }""", null)]
    [InlineData("""{ "tools": [] }""", null)]
    [InlineData("[1, 2", null)]
    [InlineData("", null)]
    public void It_is_the_graders_in_the_tool_manifest(string manifest, string? version) =>
        Assert.Equal(version, IssuedVersion.Of(new FileRead(Encoding.UTF8.GetBytes(manifest), null)));

    [Fact]
    public void A_manifest_of_ten_thousand_levels_names_none() =>
        Assert.Null(IssuedVersion.Of(new FileRead(Encoding.UTF8.GetBytes(new string('[', 10_000)), null)));

    [Fact]
    public void An_unknown_version_is_for_review_even_if_its_files_are_the_graders_own()
    {
        using var repo = new IssuedRepo().OfVersion("9.9.9");

        var check = Assert.Single(repo.Judge());

        Assert.Equal(("SQ803", Outcome.Review), (check.Rule, check.Outcome));
        Assert.Equal(new Location(IssuedRepo.Manifest, 1), check.Where);
        Assert.Equal(
            "The quest was issued with version 9.9.9, which this grader does not know; its given files are the same as this grader's own.",
            check.Observed
        );
    }

    [Theory]
    [InlineData("9.9.9")]
    [InlineData("0.1.0-dev.1764000000")]
    public void Of_an_unknown_version_nobody_can_say_that_a_file_was_changed(string version)
    {
        using var repo = new IssuedRepo()
            .OfVersion(version)
            .Changed(IssuedRepo.Errno, text => "// mine\n" + text)
            .Without(IssuedRepo.LoopTests);

        var check = Assert.Single(repo.Judge());

        Assert.Equal("SQ803", check.Rule);
        Assert.EndsWith(
            $"are not as this grader's own: {IssuedRepo.Errno} (from line 1), {IssuedRepo.LoopTests} (missing).",
            check.Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Without_a_manifest_files_like_the_graders_own_raise_no_question()
    {
        using var repo = new IssuedRepo().Without(IssuedRepo.Manifest);
        Assert.Empty(repo.Judge());

        repo.Changed(IssuedRepo.Errno, _ => "// mine");
        var check = Assert.Single(repo.Judge());
        Assert.Equal("SQ803", check.Rule);
        Assert.StartsWith(".config/dotnet-tools.json names no version of the quest; 1 of ", check.Observed);
    }

    [Fact]
    public void A_repo_of_an_older_release_is_compared_with_that_release()
    {
        var known = Releases();
        using var repo = new IssuedRepo()
            .OfVersion("1.0.0")
            .Changed(IssuedRepo.Errno, _ => "// as 1.0.0 had it")
            .Without(IssuedRepo.LoopTests);

        Assert.Empty(repo.Judge(known));

        repo.Changed(IssuedRepo.Errno, _ => "// mine");
        var check = Assert.Single(repo.Judge(known));
        Assert.Equal(("SQ801", new Location(IssuedRepo.Errno, 1)), (check.Rule, check.Where));
        Assert.EndsWith("version 1.0.0 issued it: Errno.cs (somewhere).", check.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_build_laid_over_older_tests_is_no_change()
    {
        var known = Releases();
        using var repo = new IssuedRepo()
            .OfVersion("0.0.0")
            .Changed(IssuedRepo.Errno, _ => "// as 1.0.0 had it")
            .Without(IssuedRepo.LoopTests);

        Assert.Empty(repo.Judge(known));

        repo.Without("build/build.cake");
        Assert.Equal("SQ802", Assert.Single(repo.Judge(known)).Rule);
    }

    // 1.0.0 had another Errno.cs, and no LoopTests.cs yet.
    private static IssuedFiles Releases()
    {
        var today = IssuedFiles.OfStarter();
        var then = new SortedDictionary<string, string>(today.ToDictionary(), StringComparer.Ordinal)
        {
            [IssuedRepo.Errno] = GivenText.Hash(["// as 1.0.0 had it"]),
        };
        then.Remove(IssuedRepo.LoopTests);
        return new IssuedFiles(
            new SortedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
            {
                [IssuedFiles.Unpacked] = today,
                ["1.0.0"] = then,
            }
        );
    }
}

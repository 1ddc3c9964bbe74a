using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Integrity;

namespace SelectQuest.Grading.Tests.Batch;

/// <summary>Whatever changes a verdict changes the hash: a result that is there already is never kept for another content.</summary>
public class WhatTheContentHashCovers
{
    [Theory]
    [InlineData("src/SelectQuest.Server/SelectLoop.cs")]
    [InlineData("week-3/day2-select-plan.md")]
    [InlineData(IssuedRepo.Errno)]
    [InlineData(IssuedRepo.LoopTests)]
    [InlineData(IssuedRepo.Workflow)]
    [InlineData(IssuedRepo.Manifest)]
    [InlineData("Directory.Build.props")]
    [InlineData("nuget.config")]
    public void A_change_of_a_file(string file)
    {
        using var repo = new IssuedRepo();
        var before = HashOf(repo);

        repo.Changed(file, text => text + "\n");

        Assert.NotEqual(before, HashOf(repo));
    }

    [Theory]
    [InlineData(IssuedRepo.Seam + "Other.cs")]
    [InlineData("Directory.Build.rsp")]
    public void A_file_that_was_added(string file)
    {
        using var repo = new IssuedRepo();
        var before = HashOf(repo);

        repo.Folder.With(file, "");

        Assert.NotEqual(before, HashOf(repo));
    }

    [Fact]
    public void Not_a_file_that_nothing_depends_on()
    {
        using var repo = new IssuedRepo();
        var before = HashOf(repo);

        repo.Folder.With("notes.txt", "mine");

        Assert.Equal(before, HashOf(repo));
    }

    private static string HashOf(IssuedRepo repo) =>
        ContentHash.Of(SubmissionReader.Read(repo.Folder.Path, planOnly: false));
}

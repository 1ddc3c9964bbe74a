using System.Text;
using SelectQuest.Grading.Submissions;
using static SelectQuest.Grading.Tests.Submissions.TemporaryFolder;

namespace SelectQuest.Grading.Tests.Submissions;

public class SourcesWithinLimits
{
    [Fact]
    public void Beyond_400_files_the_rest_is_left_out_and_said_so()
    {
        using var repo = new TemporaryFolder();
        for (var i = 0; i <= SourceFolder.MaxFiles; i++)
        {
            repo.With($"{Source}/f{i:000}.cs", "x");
        }

        var submission = SubmissionReader.Read(repo.Path, false);
        Assert.Equal(SourceFolder.MaxFiles, submission.Sources.Count);
        Assert.Equal(
            $"{Source}/f400.cs and what follows it is beyond the 400 files that are read.",
            LeftOut(submission).Single()
        );
    }

    [Fact]
    public void Beyond_8_MiB_together_the_rest_is_left_out()
    {
        using var repo = new TemporaryFolder();
        var whole = new byte[SourceFolder.MaxFileBytes];
        Array.Fill(whole, (byte)'x');
        for (var i = 0; i < 9; i++)
        {
            repo.With($"{Source}/f{i}.cs", whole);
        }

        var submission = SubmissionReader.Read(repo.Path, false);
        Assert.Equal(8, submission.Sources.Count);
        Assert.Contains("f8.cs and what follows it is beyond the 8 MiB", LeftOut(submission).Single());
    }

    [Fact]
    public void What_cannot_be_read_is_left_out_one_by_one()
    {
        using var repo = new TemporaryFolder()
            .With($"{Source}/binary.cs", "\0")
            .With($"{Source}/large.cs", new byte[SourceFolder.MaxFileBytes + 1])
            .With($"{Source}/good.cs", "class Good;")
            .WithLink($"{Source}/folder", "/etc")
            .WithLink($"{Source}/out.cs", "/etc/passwd")
            .WithLink($"{Source}/in.cs", "good.cs");
        var submission = SubmissionReader.Read(repo.Path, false);
        Assert.Equal(["good.cs", "in.cs"], submission.Sources.Select(s => Path.GetFileName(s.Path)));
        Assert.Equal(
            [
                $"{Source}/folder is a link, and linked folders are not entered.",
                $"{Source}/binary.cs is binary: it holds NUL characters.",
                $"{Source}/large.cs is larger than 1 MiB.",
                $"{Source}/out.cs is a link that leads out of its folder.",
            ],
            LeftOut(submission)
        );
    }

    [Fact]
    public void A_source_pipe_is_not_opened()
    {
        using var repo = new TemporaryFolder().WithPipe($"{Source}/pipe.cs");
        var submission = SubmissionReader.Read(repo.Path, false);
        Assert.Empty(submission.Sources);
        Assert.Equal([$"{Source}/pipe.cs is a pipe, a socket or a device, which are not opened."], LeftOut(submission));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_read_as_the_compiler_reads_them()
    {
        using var repo = new TemporaryFolder().With($"{Source}/a.cs", Encoding.Latin1.GetBytes("// Größe"));
        Assert.Equal("// Größe", SubmissionReader.Read(repo.Path, false).Sources.Single().Text);
    }

    [Fact]
    public void Folders_nested_without_end_are_left_out()
    {
        using var repo = new TemporaryFolder();
        var deep = string.Concat(Enumerable.Repeat("d/", 60));
        repo.With($"{Source}/{deep}x.cs", "x").With($"{Source}/a.cs", "a");
        var submission = SubmissionReader.Read(repo.Path, false);
        Assert.Equal("a", submission.Sources.Single().Text);
        Assert.Contains("nested more than 32 folders deep", LeftOut(submission).Single());
    }

    private static IEnumerable<string> LeftOut(Submission submission) =>
        submission.Problems.Where(p => p.Rule == SourceFolder.LeftOut).Select(p => p.Observed);
}

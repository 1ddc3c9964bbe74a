using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>What stands in place of a given file may be anything; it is read within limits or not at all.</summary>
public class HostileGivenFiles
{
    [Fact]
    public void A_pipe_is_not_opened()
    {
        using var repo = new IssuedRepo().Without(IssuedRepo.Errno, IssuedRepo.Manifest);
        repo.Folder.WithPipe(IssuedRepo.Errno).WithPipe(IssuedRepo.Manifest).WithPipe(IssuedRepo.Seam + "More.cs");

        var observed = repo.Judge().Select(check => check.Observed).ToArray();

        Assert.Equal(2, observed.Length);
        Assert.Contains(
            "Errno.cs (is a pipe, a socket or a device, which are not opened)",
            observed[0],
            StringComparison.Ordinal
        );
        Assert.Contains("More.cs", observed[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/etc/passwd")]
    [InlineData("Errno.cs")]
    public void A_link_that_leads_out_or_in_a_circle_is_not_followed(string target)
    {
        using var repo = new IssuedRepo().Without(IssuedRepo.Errno);
        repo.Folder.WithLink(IssuedRepo.Errno, target);

        Assert.EndsWith(
            "Errno.cs (is a link that leads out of its folder).",
            Assert.Single(repo.Judge()).Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_linked_folder_is_not_listed_and_its_files_not_read()
    {
        using var elsewhere = new IssuedRepo();
        using var repo = new IssuedRepo().Without("src/SelectQuest.Server/Sockets");
        elsewhere.Folder.With(IssuedRepo.Seam + "Secret.cs", "class Secret;");
        repo.Folder.WithLink("src/SelectQuest.Server/Sockets", elsewhere.Folder["src/SelectQuest.Server/Sockets"]);

        var check = Assert.Single(repo.Judge());

        Assert.Contains("leads out of its folder", check.Observed, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", check.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_file_and_large_files_together_are_not_read()
    {
        using var repo = new IssuedRepo();
        repo.Folder.With(IssuedRepo.Errno, new byte[SourceFolder.MaxFileBytes + 1]);
        var whole = new byte[SourceFolder.MaxFileBytes];
        Array.Fill(whole, (byte)'x');
        var tests = Directory.GetFiles(repo.Folder["tests"], "*.cs", SearchOption.AllDirectories).Order().ToArray();
        foreach (var test in tests)
        {
            File.WriteAllBytes(test, whole);
        }

        var checks = repo.Judge();

        Assert.Contains("Errno.cs (is larger than 1 MiB)", checks[0].Observed, StringComparison.Ordinal);
        Assert.StartsWith($"{tests.Length + 1} given files in tests/", checks[1].Observed, StringComparison.Ordinal);
        var read = GivenFiles.Read(RealPath.Of(repo.Folder.Path)!, tests.Select(repo.Relative));
        Assert.InRange(read.Files.Values.Sum(file => file.Text?.Length ?? 0), 1, SourceFolder.MaxTotalBytes);
    }

    [Fact]
    public void A_folder_or_bytes_in_a_files_place_are_told()
    {
        using var repo = new IssuedRepo().Without(IssuedRepo.Errno);
        repo.Folder.With(IssuedRepo.Errno + "/x", "").With(IssuedRepo.Seam + "FdSet.cs", [0, 1, 2]);

        Assert.Contains(
            "Errno.cs (is a folder), FdSet.cs (is binary: it holds NUL characters)",
            Assert.Single(repo.Judge()).Observed,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_seam_of_ten_thousand_files_is_named_in_one_line()
    {
        using var repo = new IssuedRepo();
        for (var i = 0; i < 10_000; i++)
        {
            repo.Folder.With($"{IssuedRepo.Seam}f{i}.cs", "");
        }

        Assert.InRange(Assert.Single(repo.Judge()).Observed.Length, 1, 1000);
    }
}

using System.Text;
using System.Text.Json;
using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>Nothing is said of a repo in which nobody changed what was given.</summary>
public class GivenFilesAsIssued
{
    [Fact]
    public void The_grader_holds_the_templates_files_as_they_are_on_disk()
    {
        var given = IssuedRepo
            .FilesOfTheTemplate()
            .Where(file =>
                IssuedFiles.Folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))
                || (file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
            )
            .ToArray();

        Assert.Equal(given, StarterFiles.Texts.Keys);
        Assert.All(
            given,
            file => Assert.Equal(File.ReadAllText(Path.Combine(IssuedRepo.Template, file)), StarterFiles.Texts[file])
        );
        Assert.All(
            IssuedFiles.Folders,
            folder =>
                Assert.Contains(IssuedFiles.Known.Paths, path => path.StartsWith(folder, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_unpacked_template_is_silent()
    {
        using var repo = new IssuedRepo();
        Assert.Empty(repo.Judge());
    }

    [Fact]
    public void So_is_a_repo_of_the_graders_own_version()
    {
        using var repo = new IssuedRepo().OfVersion(GraderOptions.OwnVersion);
        Assert.Empty(repo.Judge());
    }

    [Fact]
    public void And_one_of_any_local_pack_whose_files_are_the_graders_own()
    {
        using var repo = new IssuedRepo().OfVersion("0.1.0-dev.1764000000");
        Assert.Empty(repo.Judge());
    }

    [Fact]
    public void Line_endings_trailing_blanks_and_byte_order_marks_are_no_change()
    {
        using var repo = new IssuedRepo();
        foreach (var file in IssuedFiles.Known.Paths)
        {
            repo.Changed(file, text => "\ufeff" + text.Replace("\n", " \t\r\n", StringComparison.Ordinal) + "\r\n\r\n");
        }

        Assert.Empty(repo.Judge());
    }

    [Fact]
    public void Every_choice_of_the_option_clients_is_as_issued()
    {
        using var template = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(IssuedRepo.Template, ".template.config", "template.json"))
        );
        var clients = template.RootElement.GetProperty("symbols").GetProperty("clients").GetProperty("choices");
        var choices = clients.EnumerateArray().Select(choice => choice.GetProperty("choice").GetString()!).ToArray();

        Assert.Contains("400", choices);
        foreach (var choice in choices)
        {
            using var repo = new IssuedRepo().Changed(
                IssuedRepo.ClientCount,
                text => text.Replace("Clients = 50;", $"Clients = {choice};", StringComparison.Ordinal)
            );
            Assert.Contains($"Clients = {choice};", File.ReadAllText(repo.Folder[IssuedRepo.ClientCount]));
            Assert.Empty(repo.Judge());
        }
    }

    [Fact]
    public void Files_of_the_students_own_beside_the_given_ones_are_welcome()
    {
        using var repo = new IssuedRepo();
        repo.Folder.With("tests/SelectQuest.Server.Tests/MyTests.cs", "// mine")
            .With("tests/Mine/Mine.csproj", "<Project/>")
            .With(".github/workflows/mine.yml", "name: mine")
            .With("build/grader/SelectQuest.Cli.0.1.0.nupkg", [0x50, 0x4b]);
        Assert.Empty(repo.Judge());
    }

    [Fact]
    public void A_corpus_case_in_memory_has_no_given_files_to_speak_of() =>
        Assert.DoesNotContain(
            Grader.Judge(CorpusSubmission.Starter(), new GraderOptions()).Integrity,
            check => check.Rule.StartsWith("SQ80", StringComparison.Ordinal)
        );

    [Fact]
    public void A_plan_alone_has_none_either()
    {
        using var repo = new IssuedRepo().Changed(IssuedRepo.Errno, _ => "");
        var submission = SubmissionReader.Read(repo.Folder.Path, planOnly: true);
        Assert.Empty(Grader.Judge(submission, new GraderOptions()).Integrity);
    }

    [Fact]
    public void A_given_files_text_in_another_encoding_is_the_same_text()
    {
        using var repo = new IssuedRepo();
        var utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
        var text = File.ReadAllText(repo.Folder[IssuedRepo.LoopTests]);
        repo.Folder.With(IssuedRepo.LoopTests, [.. utf16.GetPreamble(), .. utf16.GetBytes(text)]);
        Assert.Empty(repo.Judge());
    }
}

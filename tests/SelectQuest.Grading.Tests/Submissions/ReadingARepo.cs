using System.Text;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using static SelectQuest.Grading.Tests.Submissions.TemporaryFolder;

namespace SelectQuest.Grading.Tests.Submissions;

public class ReadingARepo
{
    [Fact]
    public void Sources_are_the_students_own_in_ordinal_order()
    {
        using var repo = new TemporaryFolder()
            .With($"{Source}/b.cs", "b")
            .With($"{Source}/Z.cs", "Z")
            .With($"{Source}/Handlers/a.cs", "a")
            .With($"{Source}/Handlers/Sockets/mine.cs", "mine")
            .With($"{Source}/Sockets/ISocketApi.cs", "given")
            .With($"{Source}/bin/x.cs", "built")
            .With($"{Source}/obj/x.cs", "built")
            .With($"{Source}/.hidden/x.cs", "hidden")
            .With($"{Source}/notes.txt", "no code")
            .With("tests/T.cs", "no evidence");
        var submission = SubmissionReader.Read(repo.Path, planOnly: false);
        Assert.Equal(
            ["Handlers/Sockets/mine.cs", "Handlers/a.cs", "Z.cs", "b.cs"],
            submission.Sources.Select(s => s.Path[(Source.Length + 1)..])
        );
        Assert.Equal(Path.GetFileName(repo.Path), submission.Name);
    }

    [Fact]
    public void Line_endings_stay_as_they_were()
    {
        using var repo = new TemporaryFolder().With(Plan, "a\r\nb\n");
        Assert.Equal("a\r\nb\n", SubmissionReader.Read(repo.Path, true).Plan?.Text);
    }

    public static TheoryData<string> Encodings { get; } = new("utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE");

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_byte_order_mark_decides_the_encoding_and_is_not_text(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("Größe 選択\n")];
        using var repo = new TemporaryFolder().With(Plan, bytes);
        Assert.Equal("Größe 選択\n", SubmissionReader.Read(repo.Path, true).Plan?.Text);
    }

    [Fact]
    public void A_missing_plan_is_not_started() =>
        AssertPlan(
            new TemporaryFolder().With($"{Source}/a.cs", ""),
            "SQ701",
            "There is no week-3/day2-select-plan.md.",
            0
        );

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\r\n")]
    public void An_empty_plan_is_not_started(string text) =>
        AssertPlan(new TemporaryFolder().With(Plan, text), "SQ701", "The plan is empty.", 1);

    [Fact]
    public void A_binary_plan_is_unreadable() =>
        AssertPlan(
            new TemporaryFolder().With(Plan, "one\ntwo\0"),
            "SQ702",
            "The plan is binary: it holds NUL characters.",
            2
        );

    [Fact]
    public void A_word_document_is_unreadable() =>
        AssertPlan(
            new TemporaryFolder().With(Plan, [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, 0xff, 0xfe]),
            "SQ702",
            "The plan is binary: it holds NUL bytes.",
            1
        );

    [Fact]
    public void An_encoding_that_is_not_UTF_is_unreadable_and_the_line_is_told() =>
        AssertPlan(
            new TemporaryFolder().With(Plan, Encoding.Latin1.GetBytes("one\ntwo\nGröße\n")),
            "SQ702",
            "The plan is not UTF-8 text: save it as UTF-8.",
            3
        );

    [Theory]
    [InlineData(SubmissionReader.MaxPlanBytes, true)]
    [InlineData(SubmissionReader.MaxPlanBytes + 1, false)]
    [InlineData(50 * 1024 * 1024, false)]
    public void A_plan_holds_at_most_a_mebibyte(int bytes, bool readable)
    {
        using var repo = new TemporaryFolder().With(Plan, "x");
        using (var file = File.OpenWrite(repo[Plan]))
        {
            file.SetLength(bytes);
        }

        var problem = SubmissionReader.Read(repo.Path, true).Problems.Single().Observed;
        Assert.Equal(readable, !problem.Contains("larger than 1 MiB", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_that_is_a_folder_is_unreadable() =>
        AssertPlan(new TemporaryFolder().With($"{Plan}/x", ""), "SQ702", "The plan is a folder.", 1);

    [Fact]
    public void A_plan_that_is_a_pipe_is_not_opened() =>
        AssertPlan(
            new TemporaryFolder().WithPipe(Plan),
            "SQ702",
            "The plan is a pipe, a socket or a device, which are not opened.",
            1
        );

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../../../../../../../../../../../etc/passwd")]
    [InlineData("/dev/zero")]
    [InlineData("day2-select-plan.md")]
    public void A_plan_that_is_a_link_out_of_the_repo_or_in_a_circle_is_unreadable(string target) =>
        AssertPlan(
            new TemporaryFolder().WithLink(Plan, target),
            "SQ702",
            "The plan is a link that leads out of its folder.",
            1
        );

    [Fact]
    public void A_linked_folder_does_not_lead_out_either()
    {
        using var elsewhere = new TemporaryFolder().With("day2-select-plan.md", "secret");
        AssertPlan(
            new TemporaryFolder().WithLink("week-3", elsewhere.Path),
            "SQ702",
            "The plan is a link that leads out of its folder.",
            1
        );
    }

    [Fact]
    public void A_link_inside_the_repo_is_followed()
    {
        using var repo = new TemporaryFolder().With("docs/plan.md", "mine").WithLink(Plan, "../docs/plan.md");
        Assert.Equal("mine", SubmissionReader.Read(repo.Path, true).Plan?.Text);
    }

    [Fact]
    public void The_repo_itself_may_be_named_through_a_link()
    {
        using var repo = new TemporaryFolder().With(Plan, "mine");
        using var elsewhere = new TemporaryFolder().WithLink("quest", repo.Path);
        Assert.Equal("mine", SubmissionReader.Read(elsewhere["quest"], true).Plan?.Text);
    }

    private static void AssertPlan(TemporaryFolder repo, string rule, string observed, int line)
    {
        using (repo)
        {
            var submission = SubmissionReader.Read(repo.Path, planOnly: false);
            Assert.Null(submission.Plan);
            var problem = Assert.Single(submission.Problems);
            Assert.Equal((rule, Outcome.Fail, observed), (problem.Rule, problem.Outcome, problem.Observed));
            Assert.Equal(rule == "SQ701", problem.NotStarted);
            Assert.Equal(line, problem.Where?.Line ?? 0);
        }
    }
}

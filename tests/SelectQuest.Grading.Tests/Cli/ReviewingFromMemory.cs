using System.Text;
using SelectQuest.Cli;
using SelectQuest.Cli.Reviewing;
using SelectQuest.Grading.Tests.Submissions;
using static SelectQuest.Grading.Tests.Submissions.TemporaryFolder;

namespace SelectQuest.Grading.Tests.Cli;

public class ReviewingFromMemory
{
    private const string Right = "it modifies the sets\nmax_fd + 1\none\n";

    [Fact]
    public void The_first_pass_sets_the_dates_and_each_return_ticks_one_off()
    {
        using var quest = new TemporaryFolder().With(Plan, "x");
        Assert.Contains("Come back on 2026-03-04.", Review(quest, "2026-03-01", Right).Output);
        Assert.Contains("Come back on 2026-03-08.", Review(quest, "2026-03-05", Right).Output);
        var late = Review(quest, "2026-03-25", Right).Output;
        Assert.Contains("day 21   2026-03-22  ✓ done", late);
        Assert.Contains("Come back on 2026-04-30.", late);
        Assert.Contains("That was the last one.", Review(quest, "2026-05-01", Right).Output);
    }

    [Fact]
    public void Coming_back_too_early_ticks_nothing_off()
    {
        using var quest = new TemporaryFolder().With(Plan, "x");
        Review(quest, "2026-03-01", Right);
        Assert.Contains("Come back on 2026-03-04.", Review(quest, "2026-03-03", Right).Output);
    }

    [Fact]
    public void A_missed_question_keeps_no_date_and_says_what_to_read()
    {
        using var quest = new TemporaryFolder().With(Plan, "x");
        var ran = Review(quest, "2026-03-01", "it modifies the sets\n\none\n");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("Read again, then come back: step 1, the registry's max-fd.", ran.Output);
        Assert.False(File.Exists(quest[ReviewFile.RelativePath]));
    }

    [Theory]
    [InlineData("y", 0)]
    [InlineData("n", 1)]
    public void An_answer_in_other_words_is_left_to_the_student(string own, int exitCode)
    {
        using var quest = new TemporaryFolder().With(Plan, "x");
        Assert.Equal(
            exitCode,
            Review(quest, "2026-03-01", $"weil der Kern sie neu schreibt\n{own}\nmax_fd + 1\none\n").ExitCode
        );
    }

    [Fact]
    public void At_the_end_of_input_nothing_is_kept_and_nothing_hangs()
    {
        using var quest = new TemporaryFolder().With(Plan, "x");
        Assert.Equal(2, Review(quest, "2026-03-01", "it modifies the sets\n").ExitCode);
        Assert.False(File.Exists(quest[ReviewFile.RelativePath]));
    }

    [Fact]
    public void Showing_the_dates_asks_nothing()
    {
        using var quest = new TemporaryFolder().With(Plan, "x");
        Assert.StartsWith("Not begun", Review(quest, "2026-03-01", "", "--show").Output);
        Review(quest, "2026-03-01", Right);
        Assert.StartsWith("First pass 2026-03-01\n", Review(quest, "2026-03-02", "", "--show").Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "firstPass": "soon", "lastPass": "later" }""")]
    [InlineData("""{ "firstPass": 3, "lastPass": 4 }""")]
    public void A_schedule_that_cannot_be_read_is_refused(string text)
    {
        using var quest = new TemporaryFolder().With(Plan, "x").With(ReviewFile.RelativePath, text);
        var ran = Review(quest, "2026-03-01", "", "--show");
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Mend it, or remove it to begin anew", ran.Error);
    }

    [Theory]
    [InlineData(0, "Because select() destroys them", true)]
    [InlineData(0, "only the ready ones are left", true)]
    [InlineData(0, "it is faster", false)]
    [InlineData(0, "select does not modify them", false)]
    [InlineData(1, "max_fd+1", true)]
    [InlineData(1, "nfds, the highest fd plus one", true)]
    [InlineData(1, "one more than the largest fd", true)]
    [InlineData(1, "max_fd", false)]
    [InlineData(1, "FD_SETSIZE", false)]
    [InlineData(2, "1", true)]
    [InlineData(2, "a single one!", true)]
    [InlineData(2, "50", false)]
    [InlineData(2, "one per client", false)]
    [InlineData(2, "none", false)]
    public void Answers_are_compared_leniently(int question, string answer, bool right) =>
        Assert.Equal(right, SelfTest.Questions[question].IsRight(answer));

    private static Ran Review(TemporaryFolder quest, string today, string answers, params string[] options)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        var clock = new StoppedClock(
            DateTimeOffset.Parse($"{today}T10:00:00Z", System.Globalization.CultureInfo.InvariantCulture)
        );
        var terminal = new Terminal(() => new MemoryStream(Encoding.UTF8.GetBytes(answers)), output, error, clock);
        var exitCode = App.Run(["review", quest.Path, .. options], terminal);
        return new(exitCode, output.ToString(), error.ToString());
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}

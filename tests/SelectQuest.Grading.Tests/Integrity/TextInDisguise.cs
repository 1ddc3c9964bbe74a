using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>SQ818: text that shows otherwise than it is, or that a program may obey.</summary>
public class TextInDisguise
{
    private const string Honest = "# Plan\r\n\n\tfor (;;) select(max_fd + 1, ...); ∑ naïve 計画 \u200d\ufeff\n";

    [Theory]
    [InlineData("ada-lovelace")]
    [InlineData("Ada Lovelace_1234_file_")]
    [InlineData("Zoë O'Neil.md")]
    [InlineData("quest@home")]
    public void Names_that_people_have_are_nothing(string name) => Assert.Empty(Judge(name, Honest, "a.cs", Honest));

    [Theory]
    [InlineData("=1+1", "markup or an order in the submission's name")]
    [InlineData("-rf", "markup or an order in the submission's name")]
    [InlineData("<b>", "markup or an order in the submission's name")]
    [InlineData("a\n::error::b", "U+000A in the submission's name")]
    public void A_name_that_a_program_may_obey_is_told(string name, string told) =>
        Assert.Contains(told, Only(Judge(name, Honest, "a.cs", Honest)).Observed, StringComparison.Ordinal);

    [Fact]
    public void A_place_in_the_plan_the_source_and_a_file_s_name_are_told()
    {
        var check = Only(Judge("ada", "one\n\u001b[2J", "a\u0007.cs", "x\ny\n/*\u202e*/"));

        Assert.Contains("U+0007 in a file's name", check.Observed, StringComparison.Ordinal);
        Assert.Contains("U+001B at plan.md:2", check.Observed, StringComparison.Ordinal);
        Assert.Contains("U+202E at a\u0007.cs:3", check.Observed, StringComparison.Ordinal);
    }

    private static Check Only(IEnumerable<Check> checks)
    {
        var check = Assert.Single(checks);
        Assert.Equal(("SQ818", Outcome.Review), (check.Rule, check.Outcome));
        return check;
    }

    private static Check[] Judge(string name, string plan, string path, string source) =>
        [
            .. IntegrityDisguise.Judge(
                new Submission(name, new TextFile("plan.md", plan), [new TextFile(path, source)], false, [])
            ),
        ];
}

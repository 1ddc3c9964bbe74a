using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Integrity;

public class TextInDisguise
{
    private const string Says = "There is text that shows otherwise than it is, or that a program may obey: ";

    [Theory]
    [InlineData("\u001b[31mred")]
    [InlineData("a\u0007")]
    [InlineData("a\u202ab")]
    [InlineData("a\u202cb")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u2069b")]
    [InlineData("a\u007fb")]
    [InlineData("a\n::error::b")]
    public void A_name_with_a_hidden_character_is_for_review_and_the_character_named(string name)
    {
        var hidden = name.EnumerateRunes().First(rune => rune.Value is < ' ' or 0x7f or > 0x2000);

        Assert.Equal([$"Review SQ818 - {Says}U+{hidden.Value:X4} in the submission's name."], Judge(Named(name)));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("-rf")]
    [InlineData("@SUM(A1)")]
    [InlineData("<b>")]
    [InlineData("a|b")]
    [InlineData("a;b")]
    [InlineData("a`id`")]
    [InlineData("a$(id)")]
    [InlineData("::error::a")]
    public void A_name_that_a_program_may_obey_is_for_review(string name) =>
        Assert.Equal([$"Review SQ818 - {Says}markup or an order in the submission's name."], Judge(Named(name)));

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada-lovelace")]
    [InlineData("Ada Lovelace_1234_file_")]
    [InlineData("Zoë O'Neil.md")]
    [InlineData("quest@home")]
    [InlineData("1+1=2")]
    [InlineData("ada@example.org")]
    [InlineData("R&D, group 3")]
    [InlineData("a\u2029b")]
    [InlineData("a\u202fb")]
    [InlineData("a\u2065b")]
    [InlineData("a\u206ab")]
    [InlineData("a\u200db")]
    public void Any_other_name_is_only_a_name(string name) => Assert.Empty(Judge(Named(name)));

    [Fact]
    public void A_file_with_such_a_name_is_shown_and_one_with_another_name_is_not() =>
        Assert.Equal(
            [$"Review SQ818 src/a\u202eb.cs:1:1 {Says}U+202E in a file's name."],
            Judge(Named("ada") with { Sources = [new("src/plain.cs", ""), new("src/a\u202eb.cs", "")] })
        );

    [Fact]
    public void What_stands_in_a_name_in_the_plan_and_in_a_source_is_told_together() =>
        Assert.Equal(
            [
                $"Review SQ818 a\u0007.cs:1:1 {Says}U+0007 in a file's name, U+001B at plan.md:2, U+202E at a\u0007.cs:3.",
            ],
            Judge(
                Named("ada") with
                {
                    Plan = new("plan.md", "one\n\u001b[2J"),
                    Sources = [new("a\u0007.cs", "x\ny\n/*\u202e*/")],
                }
            )
        );

    [Fact]
    public void In_a_text_the_first_such_character_is_named_with_its_line() =>
        Assert.Equal(
            [$"Review SQ818 plan.md:3:1 {Says}U+202E at plan.md:3, U+0000 at src/a.cs:2."],
            Judge(
                Named("ada") with
                {
                    Plan = new("plan.md", "one\n two\r\nthr\u202eee \u0007\n"),
                    Sources = [new("src/a.cs", "\n\0"), new("src/b.cs", "plain")],
                }
            )
        );

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\t")]
    [InlineData("\f")]
    [InlineData("\ufeff")]
    [InlineData("∑ naïve 計画 \u200d")]
    public void White_space_and_a_byte_order_mark_are_no_disguise(string text) =>
        Assert.Empty(Judge(Named("ada") with { Plan = new("plan.md", $"{text}a{text}b") }));

    [Fact]
    public void Six_are_named_and_the_rest_is_counted()
    {
        TextFile[] files = [.. Enumerable.Range(1, 8).Select(at => new TextFile($"{at}.cs", "\0"))];

        Assert.EndsWith(
            "U+0000 at 6.cs:1.",
            Judge(Named("ada") with { Sources = files[..6] })[0],
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "U+0000 at 6.cs:1 and 2 more.",
            Judge(Named("ada") with { Sources = files })[0],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Review SQ818 1.cs:1:1 ",
            Judge(Named("a\0") with { Sources = files })[0],
            StringComparison.Ordinal
        );
    }

    private static Submission Named(string name) => new(name, null, [], false, []);

    private static string[] Judge(Submission submission) => IntegrityDisguise.Judge(submission).AsLines();
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Markdig;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Reports;

public partial class StudentTextStaysText
{
    private static readonly MarkdownPipeline LikeGitHub = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    private static Verdict Hostile => HandMade.All["hostile"];

    [Fact]
    public void On_a_terminal_no_control_character_but_line_breaks_is_left()
    {
        var text = TextReport.Write(Hostile, new TextStyle());
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain('\u202e', text);
        Assert.Contains(@"\u{1b}[2J", text, StringComparison.Ordinal);
    }

    [Fact]
    public void In_colour_only_the_reports_own_codes_are_sent()
    {
        var text = TextReport.Write(Hostile, new TextStyle(Colour: true));
        Assert.Equal(TextReport.Write(Hostile, new TextStyle()), Sgr().Replace(text, ""));
    }

    [Fact]
    public void In_Markdown_no_element_link_or_image_of_theirs_comes_out()
    {
        var html = Markdown.ToHtml(MarkdownReport.Write(Hostile), LikeGitHub);
        Assert.DoesNotMatch(@"<(script|img|a|h1|em|del|table class)\b", html);
        Assert.Equal(Count(html, "<details>"), Count(html, "</details>"));
        // Once each for two halves, done-when and integrity: the check is one and the same.
        Assert.Equal(1, Count(html, "<details>"));
        Assert.DoesNotMatch(@"@instructor|#1\b", Code().Replace(html, ""));
    }

    [Fact]
    public void In_JSON_it_comes_back_as_it_was()
    {
        using var json = JsonDocument.Parse(JsonReport.Write(Hostile));
        var observed = json.RootElement.GetProperty("findings")[0].GetProperty("observed").GetString()!;
        Assert.Equal(HandMade.Attack.Replace("\ud800", "\ufffd", StringComparison.Ordinal), observed);
    }

    [Theory]
    [InlineData("txt")]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("html")]
    [InlineData("sarif")]
    [InlineData("junit.xml")]
    [InlineData("gradescope.json")]
    [InlineData("classroom50.json")]
    [InlineData("autolab.txt")]
    public void In_the_log_of_a_build_it_gives_no_order(string format)
    {
        var report = ApprovedReports.Formats[format](Hostile);
        Assert.DoesNotMatch(@"(?m)^\s*::[a-z-]+.*::", report);
        Assert.DoesNotMatch(@"##[a-z]*\[", report);
    }

    [Theory]
    [InlineData("::error file=a::b", @"\u{3a}:error file=a::b")]
    [InlineData("  ::Set-Env name=PATH::x", @"  \u{3a}:Set-Env name=PATH::x")]
    [InlineData("##[error]a ##vso[b]", @"#\u{23}[error]a #\u{23}vso[b]")]
    [InlineData("::close(fd); ::std::move(x)", "::close(fd); ::std::move(x)")]
    [InlineData("say ::error::x", "say ::error::x")]
    [InlineData("## Heading [link]", "## Heading [link]")]
    public void Only_what_is_an_order_is_changed(string line, string shown)
    {
        Assert.Equal(shown, PlainText.OneLine(line));
        Assert.Equal($"a\n{shown}", PlainText.Lines($"a\n{line}"));
    }

    [Fact]
    public void No_order_begins_where_a_line_is_folded() =>
        Assert.Equal(["word", @"\u{3a}:error::x"], PlainText.Wrap("word ::error::x", 12));

    [Fact]
    public void In_a_proof_the_plan_cannot_leave_its_fence()
    {
        var plan = new TextFile("plan.md", "# Loop\n````\n</pre><script>alert(1)</script>\n````\n\u001b[2J\n");
        var check = Check.Pass("SQ701", "x", new("plan.md", 2));
        var verdict = HandMade.Of(
            HandMade.Attack,
            [HandMade.Judged(Criterion.C1, check), HandMade.Judged(Criterion.C2, check)],
            planOnly: true
        );
        var html = Markdown.ToHtml(Proof.Write(verdict, plan, null), LikeGitHub);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', html);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_observation_is_cut()
    {
        var check = Check.Fail("SQ702", new string('x', 1_000_000));
        var verdict = HandMade.Of("q", [HandMade.Judged(Criterion.C1, check)]);
        Assert.InRange(TextReport.Write(verdict, new TextStyle()).Length, 1000, 5000);
        Assert.InRange(MarkdownReport.Write(verdict).Length, 1000, 5000);
    }

    [Fact]
    public void However_much_is_found_a_steps_summary_has_room_for_it()
    {
        var checks = Enumerable
            .Range(1, 500)
            .Select(i =>
                Check.Fail("SQ702", new string('@', 2000), new(new string('選', 2000), i)) with
                {
                    Why = new string('#', 2000),
                    Try = new string('選', 2000),
                    Measured = new string('<', 2000),
                }
            );
        CriterionVerdict criterion = new(Criterion.C1, [HalfVerdict.From(Verdicts.Half.Plan, checks)]);
        var report = MarkdownReport.Write(HandMade.Of("q", [criterion]));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(report), 200_000, 1024 * 1024);
        Assert.Matches(@"And \d+ more", report);
    }

    private static int Count(string text, string part) => Regex.Count(text, Regex.Escape(part));

    [GeneratedRegex("\u001b\\[[0-9]+m")]
    private static partial Regex Sgr();

    [GeneratedRegex("<code>.*?</code>", RegexOptions.Singleline)]
    private static partial Regex Code();
}

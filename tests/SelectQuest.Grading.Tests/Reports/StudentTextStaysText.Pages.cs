using System.Text.RegularExpressions;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Reports.Html;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Reports;

public partial class StudentTextStaysText
{
    private const string Harmless = "harmless";

    // Where the kit speaks of code, a pair of backticks makes an inert element without attributes, whoever wrote them.
    private const string HarmlessSentence = "harmless `code`";

    [Fact]
    public void On_a_page_the_elements_are_those_of_a_page_with_harmless_text()
    {
        var hostile = HtmlReport.Write(Hostile, new HtmlClass(HandMade.Attack, "../index.html", HandMade.Attack, "17"));
        var harmless = HtmlReport.Write(HarmlessVerdict, new HtmlClass(Harmless, "../index.html", Harmless, "17"));
        Assert.Equal(Tags(harmless), Tags(hostile));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", hostile, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_class_report_the_elements_are_those_of_a_class_with_harmless_names()
    {
        var hostile = ClassOf(HandMadeClass.HostileName, Hostile);
        var harmless = ClassOf(Harmless, HarmlessVerdict);
        Assert.Equal(Tags(ClassIndex.Write(harmless)), Tags(ClassIndex.Write(hostile)));
    }

    [Fact]
    public void On_every_page_nothing_reverses_or_controls_what_is_read()
    {
        var pages = ClassFiles.Of(HandMadeClass.Small).Where(f => f.Path.EndsWith(".html", StringComparison.Ordinal));
        Assert.All(
            pages,
            page => Assert.DoesNotContain(page.Text, c => (char.IsControl(c) && c != '\n') || c is '\u202e' or '\ufffe')
        );
    }

    [Fact]
    public void A_page_without_a_script_allows_none_and_no_page_allows_anything_from_elsewhere()
    {
        var page = HtmlReport.Write(Hostile);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains("script-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", ClassIndex.Write(HandMadeClass.Small) + page);
    }

    [Fact]
    public void A_story_keeps_its_lines_and_is_still_text()
    {
        var check = Check.Fail("SQ436", "x") with
        {
            Story = "client 0 connects\n  recv(4) = <b>\u001b[1m\n  </pre><script>",
        };
        var page = HtmlReport.Write(HandMade.Of("q", [HandMade.Judged(Criterion.C4, check, check)]));
        Assert.Contains(
            "<pre><span>client 0 connects\n</span><span>  recv(4) = &lt;b&gt;\\u{1b}[1m\n</span><span>  &lt;/pre&gt;&lt;script&gt;\n</span></pre>",
            page,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("say `select` twice", "say <code>select</code> twice")]
    [InlineData("a ` b", "a ` b")]
    [InlineData("`a` and ` b", "<code>a</code> and ` b")]
    [InlineData("`<b>`", "<code>&lt;b&gt;</code>")]
    [InlineData("", "")]
    public void Code_in_the_kits_own_words_is_an_element(string words, string html) =>
        Assert.Equal(html, HtmlText.Prose(words));

    private static Verdict HarmlessVerdict { get; } = Again(HandMade.All["hostile"]);

    private static ClassReport ClassOf(string name, Verdict verdict) =>
        new(
            name,
            "1.2.3",
            [new ClassEntry(verdict, "s-one", name + "!", name, TimeSpan.FromSeconds(1))],
            [new MissingSubmission(name, name, name)],
            new SandboxNote(name, Isolated: false)
        );

    private static Verdict Again(Verdict verdict)
    {
        var check = verdict.Integrity[0] with
        {
            Observed = HarmlessSentence,
            Where = new($"src/{Harmless}.cs", 1, 1),
            Why = HarmlessSentence,
            Try = HarmlessSentence,
            Reproduce = Harmless,
            Measured = Harmless,
        };
        return HandMade.Of(
            Harmless,
            [HandMade.Judged(Criterion.C1, check, check)],
            [new("D2", "The loop rebuilds its sets", [check])],
            [check]
        );
    }

    private static string[] Tags(string page) => [.. Tag().Matches(Style().Replace(page, "")).Select(m => m.Value)];

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Style();
}

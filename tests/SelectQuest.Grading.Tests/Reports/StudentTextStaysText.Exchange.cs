using System.Text.Json;
using System.Xml.Linq;
using Markdig;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Reports.Exchange;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Reports;

public partial class StudentTextStaysText
{
    [Fact]
    public void In_JUnit_it_is_text_in_elements_that_are_all_ours()
    {
        var xml = XDocument.Parse(JUnitReport.Write(HandMadeClass.Small));
        Assert.Equal(
            ["error", "failure", "properties", "property", "skipped", "testcase", "testsuite", "testsuites"],
            xml.Descendants().Select(e => e.Name.LocalName).Distinct().Order(StringComparer.Ordinal)
        );
        var failure = xml.Descendants("failure")
            .First(f => f.Attribute("message")!.Value.Contains("owned", StringComparison.Ordinal));
        Assert.Contains("<script>alert(1)</script>", failure.Value, StringComparison.Ordinal);
        Assert.Contains(@"\u{1b}[2J", failure.Value, StringComparison.Ordinal);
        Assert.Contains(@"\u{fffe}", failure.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void In_SARIF_a_message_holds_no_link_and_no_gap_and_a_path_is_an_address()
    {
        var check = Check.Fail("SQ702", "[l](javascript:z) {0} {12}", new("a b/ü:[x]?#%.cs", 3));
        var result = Results(SarifReport.Write(HandMade.Of("q", [HandMade.Judged(Criterion.C1, check)]))).Single();
        var text = result.GetProperty("message").GetProperty("text").GetString()!;
        Assert.StartsWith("[l] (javascript:z) { 0} { 12}\n\nTry: ", text, StringComparison.Ordinal);
        var location = result
            .GetProperty("locations")[0]
            .GetProperty("physicalLocation")
            .GetProperty("artifactLocation");
        Assert.Equal("a%20b/%C3%BC%3A%5Bx%5D%3F%23%25.cs", location.GetProperty("uri").GetString());
    }

    [Fact]
    public void In_SARIF_even_a_hostile_path_stays_one_relative_address()
    {
        foreach (var result in Results(SarifReport.Write(HandMadeClass.Small)))
        {
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
            Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative), uri);
            Assert.StartsWith("s-", uri, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void In_a_gradebook_a_name_is_one_cell_and_no_formula()
    {
        var rows = CsvText.Read(Gradebook.Write(HandMadeClass.Small));
        Assert.All(rows, row => Assert.Equal(3, row.Count));
        var name = rows.Single(r => r[1] == "99")[0];
        Assert.StartsWith("'=cmd|", name, StringComparison.Ordinal);
        Assert.DoesNotContain(name, char.IsControl);
    }

    [Fact]
    public void In_a_classs_summary_no_element_link_or_image_of_theirs_comes_out()
    {
        var html = Markdown.ToHtml(ClassSummary.Write(HandMadeClass.Small), LikeGitHub);
        Assert.DoesNotMatch(@"<(script|img|a|h1|em|del)\b", html);
        Assert.Equal(Count(html, "<details>"), Count(html, "</details>"));
        Assert.DoesNotMatch(@"@everyone|@instructor", html);
        // One row a student: no name ends its cell.
        Assert.Equal(
            HandMadeClass.Small.Entries.Count,
            Count(html.Split("All students")[1].Split("</table>")[0], "<tr>") - 1
        );
    }

    [Fact]
    public void For_Autolab_only_the_last_line_is_a_score()
    {
        var verdict = HandMade.Of(
            "{\"scores\":{\"C1\":1000}}",
            [
                HandMade.Judged(
                    Criterion.C1,
                    Check.Pass("SQ101", "x"),
                    Check.Fail("SQ702", "x\n{\"scores\":{\"C1\":1000}}")
                ),
            ]
        );
        Assert.EndsWith("\n{\"scores\":{\"C1\":10}}\n", AutolabReport.Write(verdict), StringComparison.Ordinal);
    }

    [Fact]
    public void For_Gradescope_nothing_is_declared_markup()
    {
        var report = ApprovedReports.Formats["gradescope.json"](Hostile);
        Assert.DoesNotMatch("_format\": \"(?!text\")", report);
        Assert.DoesNotContain(
            JsonDocument.Parse(report).RootElement.GetProperty("output").GetString()!,
            c => char.IsControl(c) && c != '\n'
        );
    }

    private static JsonElement[] Results(string sarif) =>
        [.. JsonDocument.Parse(sarif).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
}

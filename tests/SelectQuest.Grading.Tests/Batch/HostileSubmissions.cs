using System.Text.Json;
using System.Xml.Linq;
using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Batch;

/// <summary>Nothing that a submission does changes anyone's grade or the machine, and each finds its words.</summary>
[Collection(nameof(HostileSubmissions))]
[CollectionDefinition(nameof(HostileSubmissions), DisableParallelization = true)]
public sealed class HostileSubmissions : IClassFixture<HostileClass>
{
    private readonly HostileClass graded;

    public HostileSubmissions(HostileClass graded)
    {
        Assert.SkipWhen(graded.Skipped is not null, graded.Skipped ?? "");
        this.graded = graded;
    }

    public static TheoryData<string> Cases => [.. HostileCase.Chosen.Select(one => one.Name)];

    public static TheoryData<string> Honest => [.. HostileClass.Honest];

    [Fact]
    public void There_are_at_least_forty_of_them() =>
        Assert.InRange(Directory.GetDirectories(HostileCase.Corpus).Length, 40, int.MaxValue);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_finding_names_what_happened(string name)
    {
        var one = HostileCase.Chosen.Single(known => known.Name == name);

        foreach (var result in ResultsOf(one))
        {
            var findings = Findings
                .Of(result.Verdict)
                .Where(finding => finding.Check.Rule == (one.Rule ?? finding.Check.Rule));
            var told = findings
                .Select(finding => $"{finding.Check.Rule} {finding.Check.Outcome}: {finding.Check.Observed}")
                .ToArray();
            Assert.Contains(
                findings,
                finding =>
                    finding.Check.Outcome != Outcome.Pass
                    && finding.Check.Observed.Contains(one.Says ?? "", StringComparison.Ordinal)
                    && finding.Why is { Length: > 0 }
                    && finding.Try is { Length: > 0 }
            );
            Assert.NotEmpty(told);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_point_is_forged(string name)
    {
        var one = HostileCase.Chosen.Single(known => known.Name == name);
        Assert.All(ResultsOf(one), result => Assert.InRange(result.Verdict.Score.Points, 0, one.Most));
    }

    [Theory]
    [MemberData(nameof(Honest))]
    public void An_honest_result_is_what_it_is_without_the_others(string name) =>
        Assert.Equal(graded.Honestly(name, alone: true), graded.Honestly(name, alone: false));

    [Fact]
    public void Every_submission_has_a_result_and_no_result_is_of_no_submission()
    {
        var handedIn = Directory.EnumerateFileSystemEntries(graded.Class).Count();
        Assert.Equal(handedIn, graded.Results.Sum(results => results.Count()));
        Assert.Contains($"{handedIn} graded", graded.Whole.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_outside_was_touched() => Assert.Equal(graded.Before, graded.After);

    [Fact]
    public void Nobody_connected_to_this_machine() => Assert.Equal(0, graded.Connections);

    [Fact]
    public void Nothing_secret_is_told() =>
        Assert.DoesNotContain(
            graded.Secret,
            string.Concat(graded.Files.Select(file => file.Text)) + graded.Whole.Output + graded.Whole.Error,
            StringComparison.Ordinal
        );

    [Fact]
    public void No_process_is_left() => Assert.Empty(graded.Left);

    [Fact]
    public void No_temporary_file_is_left() => Assert.Empty(graded.Leftovers);

    [Fact]
    public void The_grader_itself_did_not_fail()
    {
        Assert.Equal(0, graded.Alone.ExitCode);
        Assert.True(graded.Whole.ExitCode == 0, graded.Whole.Error);
    }

    [Fact]
    public void No_control_and_no_order_is_on_the_terminal_or_in_a_report()
    {
        var texts = graded.Files.Append(("terminal", graded.Whole.Output + graded.Whole.Error));
        Assert.All(
            texts,
            file =>
            {
                Assert.DoesNotContain('\u001b', file.Item2);
                Assert.DoesNotContain('\u202e', file.Item2);
                Assert.DoesNotMatch(@"(?m)^\s*::(error|add-mask|set-output)\b", file.Item2);
                Assert.DoesNotContain("##vso[", file.Item2, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void Markup_stays_text()
    {
        var pages = graded.Files.Where(file => file.Path.EndsWith(".html", StringComparison.Ordinal)).ToArray();
        string[] ofTheClass = ["index.html", "slowest.html"];
        Assert.Equal(graded.Results.Sum(results => results.Count()) + ofTheClass.Length, pages.Length);
        Assert.All(
            pages,
            page =>
            {
                Assert.DoesNotContain("<script>alert", page.Text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<img src=x", page.Text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<b>bold", page.Text, StringComparison.OrdinalIgnoreCase);
            }
        );
        var summary = graded.Files.Single(file => file.Path == "summary.md").Text;
        Assert.DoesNotContain("<img", summary, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", summary, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Formulas_stay_text()
    {
        var gradebook = graded.Files.Single(file => file.Path == "gradebook.csv").Text;
        Assert.Contains("cmd|", gradebook, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)(^|,)\"?[=+@-]", gradebook);
    }

    [Fact]
    public void What_other_programs_read_can_be_read()
    {
        var junit = XDocument.Parse(graded.Files.Single(file => file.Path == "junit.xml").Text);
        Assert.NotEmpty(junit.Descendants("testcase"));
        using var sarif = JsonDocument.Parse(graded.Files.Single(file => file.Path == "findings.sarif").Text);
        Assert.NotEmpty(sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
    }

    private Result[] ResultsOf(HostileCase one)
    {
        var results = graded
            .Results.Where(results =>
                results.Key == one.Submission
                || (one.HandedIn == "latin1" && results.Key.StartsWith("gr", StringComparison.Ordinal))
            )
            .SelectMany(results => results)
            .ToArray();
        Assert.NotEmpty(results);
        return results;
    }
}

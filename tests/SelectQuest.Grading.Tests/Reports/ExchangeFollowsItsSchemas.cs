using System.Text.Json.Nodes;
using NJsonSchema;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Reports.Exchange;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Reports;

/// <summary>Schemas written from what the tools say of their formats: these checks need nothing to be installed.</summary>
public class ExchangeFollowsItsSchemas
{
    private const string Tests = "tests/SelectQuest.Grading.Tests/Reports/Schemas";

    public static TheoryData<string, string, string> Reports { get; } =
        new(
            from name in HandMade.All.Keys
            from format in new[]
            {
                ("gradescope.json", "gradescope"),
                ("classroom50.json", "classroom50"),
                ("autolab.txt", "autolab"),
                ("sarif", "code-scanning"),
            }
            select (name, format.Item1, format.Item2)
        );

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Every_report_is_valid(string name, string format, string schema)
    {
        var report = ApprovedReports.Formats[format](HandMade.All[name]);
        var json = schema == "autolab" ? report.TrimEnd('\n').Split('\n')[^1] : report;
        Assert.Empty((await Schema(schema)).Validate(json));
    }

    [Fact]
    public async Task So_are_those_for_which_there_is_no_verdict_or_a_whole_class()
    {
        Assert.Empty((await Schema("gradescope")).Validate(GradescopeReport.WriteFailure("the path is a pipe.")));
        Assert.Empty((await Schema("code-scanning")).Validate(SarifReport.Write(HandMadeClass.Of(40))));
    }

    [Theory]
    [InlineData("gradescope", "gradescope.json", """{ "tests": [{}] }""")]
    [InlineData("gradescope", "gradescope.json", """{ "visibility": "sometimes" }""")]
    [InlineData("classroom50", "classroom50.json", """{ "score": 1.5 }""")]
    [InlineData("classroom50", "classroom50.json", """{ "submission": "v1" }""")]
    [InlineData("classroom50", "classroom50.json", """{ "note": "mine" }""")]
    [InlineData("classroom50", "classroom50.json", """{ "datetime": "2026-09-14 08:30" }""")]
    [InlineData("code-scanning", "sarif", """{ "version": "2.0.0" }""")]
    [InlineData("code-scanning", "sarif", """{ "runs": [] }""")]
    public async Task The_schema_refuses(string schema, string format, string change)
    {
        var report = JsonNode.Parse(ApprovedReports.Formats[format](HandMade.All["mixed"]))!.AsObject();
        foreach (var (member, value) in JsonNode.Parse(change)!.AsObject())
        {
            report[member] = value?.DeepClone();
        }

        Assert.NotEmpty((await Schema(schema)).Validate(report.ToJsonString()));
    }

    [Theory]
    [InlineData("mixed")]
    [InlineData("all-pass")]
    [InlineData("no-plan")]
    [InlineData("for-review")]
    public void Scores_of_tests_add_up_and_none_is_above_its_maximum(string name)
    {
        var verdict = HandMade.All[name];
        foreach (var (format, maximum) in new[] { ("gradescope.json", "max_score"), ("classroom50.json", "max-score") })
        {
            var report = JsonNode.Parse(ApprovedReports.Formats[format](verdict))!;
            var tests = report["tests"]!.AsArray();
            Assert.Equal(verdict.Score.Points, tests.Sum(t => (int)t!["score"]!));
            Assert.Equal(verdict.Score.Max, tests.Sum(t => (int)t![maximum]!));
            Assert.All(tests, t => Assert.InRange((int)t!["score"]!, 0, (int)t[maximum]!));
        }
    }

    [Fact]
    public void A_finding_keeps_its_fingerprint_when_lines_are_added_above_it_and_no_two_share_one()
    {
        var here = Fingerprints(7);
        Assert.Equal(here, Fingerprints(12));
        Assert.Equal(here.Distinct(), here);
    }

    private static string[] Fingerprints(int line)
    {
        var first = Verdicts.Check.Fail("SQ302", "Nothing lowers max-fd.", new("a.cs", line));
        var second = first with { Where = new("a.cs", line + 1) };
        var verdict = HandMade.Of(
            "q",
            [new(Verdicts.Criterion.C3, [Verdicts.HalfVerdict.From(Verdicts.Half.Code, [first, second])])]
        );
        return
        [
            .. JsonNode.Parse(SarifReport.Write(verdict))!["runs"]![0]!["results"]!
                .AsArray()
                .Select(r => r!["partialFingerprints"]!.ToJsonString()),
        ];
    }

    private static Task<JsonSchema> Schema(string name) =>
        JsonSchema.FromFileAsync(
            Path.Combine(CorpusSubmission.Root, Tests, $"{name}.schema.json"),
            TestContext.Current.CancellationToken
        );
}

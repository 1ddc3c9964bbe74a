using System.Text.Json.Nodes;
using NJsonSchema;
using SelectQuest.Grading.Reports;

namespace SelectQuest.Grading.Tests.Reports;

public class JsonFollowsItsSchema
{
    public static TheoryData<string> Names { get; } = new(HandMade.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_report_is_valid(string name)
    {
        var schema = await ShippedSchema();
        Assert.Empty(schema.Validate(JsonReport.Write(HandMade.All[name])));
    }

    [Theory]
    [InlineData("a member of its own", """{ "extra": 1 }""")]
    [InlineData("points that are no integer", """{ "score": { "points": 1.5, "max": 100 } }""")]
    [InlineData("an outcome of its own", """{ "outcome": "maybe" }""")]
    [InlineData("another schema", """{ "schema": "selectquest/verdict/v2" }""")]
    [InlineData("no findings", """{ "findings": null }""")]
    public async Task The_schema_refuses(string what, string change)
    {
        var report = JsonNode.Parse(JsonReport.Write(HandMade.All["mixed"]))!.AsObject();
        foreach (var (member, value) in JsonNode.Parse(change)!.AsObject())
        {
            report[member] = value?.DeepClone();
        }

        var schema = await ShippedSchema();
        Assert.True(schema.Validate(report.ToJsonString()).Count > 0, what);
    }

    [Fact]
    public void Measured_figures_stand_in_one_member_of_their_own()
    {
        var (quiet, busy) = (WithMeasured("0.1 s"), WithMeasured("9.9 s"));
        Assert.NotEqual(quiet.ToJsonString(), busy.ToJsonString());
        quiet.Remove("measured");
        busy.Remove("measured");
        Assert.Equal(quiet.ToJsonString(), busy.ToJsonString());
    }

    [Fact]
    public void A_finding_that_five_criteria_rest_on_is_listed_under_each()
    {
        var report = JsonNode.Parse(JsonReport.Write(HandMade.All["no-plan"]))!;
        var criteria = report["findings"]!.AsArray().Select(f => f!["criterion"]!.GetValue<string>());
        Assert.Equal(["C1", "C2", "C3", "C4", "C5"], criteria);
    }

    private static JsonObject WithMeasured(string text)
    {
        var check = Verdicts.Check.Fail("SQ709", "It spins.") with { Measured = text };
        var verdict = HandMade.Of("q", [HandMade.Judged(Verdicts.Criterion.C5, check, check)]);
        return JsonNode.Parse(JsonReport.Write(verdict))!.AsObject();
    }

    private static Task<JsonSchema> ShippedSchema() =>
        JsonSchema.FromFileAsync(
            Path.Combine(AppContext.BaseDirectory, "verdict.v1.schema.json"),
            TestContext.Current.CancellationToken
        );
}

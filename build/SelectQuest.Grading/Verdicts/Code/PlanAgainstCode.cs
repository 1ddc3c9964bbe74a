using System.Globalization;
using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Plan;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>Where plan and code meet: the timeout that was planned, and the registry's operations.</summary>
internal static class PlanAgainstCode
{
    /// <summary>A plan says "about a third of a second", and the code 330 ms.</summary>
    private const double Tolerance = 0.05;

    public static IEnumerable<Check> Judge(Criterion criterion, CodeEvidence code) =>
        code is { Plan: { } plan, Source.Facts: not null }
            ? criterion switch
            {
                Criterion.C2 => Operations(plan, code),
                Criterion.C5 => Timeout(plan, code),
                _ => [],
            }
            : [];

    private static IEnumerable<Check> Timeout(PlanEvidence plan, CodeEvidence code) =>
        plan.Timeout is { Value: { Truth: Truth.Yes } value, Milliseconds: { } planned } && Seen(code) is [_, ..] seen
            ?
            [
                Compared(
                    plan,
                    value,
                    planned,
                    seen,
                    code.Source.Facts!.Selects.FirstOrDefault(call => call.InIterate)?.Timeout.Where
                ),
            ]
            : [];

    private static Check Compared(PlanEvidence plan, Fact value, double planned, double[] seen, Location? where)
    {
        var chosen = $"The plan chooses {Text(planned)}";
        var given = string.Join(", ", seen.Select(Text));
        return seen.Any(time => Same(time, planned))
                ? Check.Pass("SQ534", $"{chosen}, and `select` is given it.", where)
            : seen.Any(time => plan.Timeout.Mentioned.Any(other => Same(time, other)))
                ? Check.Review(
                    "SQ534",
                    $"{chosen} ({Line(plan, value)}), and `select` is given {given}, which the plan names beside it.",
                    where
                )
            : Check.Fail("SQ534", $"{chosen} ({Line(plan, value)}); `select` is given {given}.", where);
    }

    // What the real kernel saw counts before what the simulated one saw. Without either nothing is proven.
    private static double[] Seen(CodeEvidence code) =>
        code switch
        {
            { Kernel.Timeouts: [_, ..] timeouts } => Milliseconds(timeouts),
            { Simulation.Timeouts: [_, ..] timeouts } => Milliseconds([.. timeouts.Select(value => (TimeSpan?)value)]),
            _ => [],
        };

    // Waiting for ever has rules of its own.
    private static double[] Milliseconds(IReadOnlyList<TimeSpan?> timeouts) =>
        [.. timeouts.OfType<TimeSpan>().Where(value => value > TimeSpan.Zero).Select(value => value.TotalMilliseconds)];

    private static bool Same(double one, double other) => Math.Abs(one - other) <= Tolerance * other;

    private static IEnumerable<Check> Operations(PlanEvidence plan, CodeEvidence code)
    {
        var registry = code.Source.Facts!.Registry;
        (Fact? Planned, string Member)[] pairs =
        [
            (plan.Registry.Add, "Add"),
            (plan.Registry.Remove, "Remove"),
            (plan.Registry.Lookup, "Get"),
        ];
        var planned = pairs.Where(pair => pair.Planned is { Truth: Truth.Yes }).ToArray();
        var absent = planned
            .Where(pair => registry.Missing.Any(member => member.Contains(pair.Member + "(", StringComparison.Ordinal)))
            .ToArray();
        if (planned.Length == 0)
        {
            yield break;
        }

        yield return absent is [var first, ..]
            ? Check.Review(
                "SQ235",
                $"The plan promises it ({Line(plan, first.Planned!)}), and the code's registry has no `{first.Member}`.",
                registry.Where
            )
            : Check.Pass("SQ235", "The registry has the operations that the plan promises.", registry.Where);
    }

    private static string Line(PlanEvidence plan, Fact fact) => $"{plan.Path}:{Math.Max(1, fact.Line)}";

    private static string Text(double milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds:#,0.###} ms");
}

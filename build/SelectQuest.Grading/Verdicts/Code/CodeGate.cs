using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>What must hold before a code half can be looked at: the code compiles, and its holes are filled.</summary>
internal static class CodeGate
{
    private const int ErrorsShown = 3;

    /// <summary>The checks that close every code half, the whole submission's too; null if there is code to judge.</summary>
    public static IReadOnlyList<Check>? Closed(CodeEvidence code) =>
        code.Source switch
        {
            { Excess: { } excess } => [Check.Review("SQ705", excess.Observed, excess.Where)],
            { Facts: null } => [.. code.Source.Errors.Take(ErrorsShown).Select(NotCompiled)],
            _ => null,
        };

    /// <summary>A failed check for the first hole in the way; empty if there is none.</summary>
    public static IReadOnlyList<Check> NotStarted(string rule, IEnumerable<Hole> holes) =>
        [
            .. holes
                .Take(1)
                .Select(hole =>
                    Check.Fail(rule, "The starter's `NotImplementedException` is still thrown here.", hole.Where) with
                    {
                        NotStarted = true,
                    }
                ),
        ];

    private static Check NotCompiled(CompileError error) =>
        error.InUsing
            ? Check.Fail(
                "SQ704",
                $"The namespace comes from neither .NET nor the quest: {error.Id}, {error.Message}",
                error.Where
            )
            : Check.Fail("SQ703", $"The code does not compile: {error.Id}, {error.Message}", error.Where);
}

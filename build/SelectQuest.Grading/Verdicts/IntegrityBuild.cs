using SelectQuest.Grading.Evidence.Integrity;

namespace SelectQuest.Grading.Verdicts;

/// <summary>What would run if somebody built the repo. The grader does not; a person should know before they do.</summary>
internal static class IntegrityBuild
{
    private const int Shown = 6;

    public static IEnumerable<Check> Judge(IReadOnlyList<BuildCode> found) =>
        found.Count == 0
            ? []
            :
            [
                Check.Review(
                    "SQ817",
                    "A build of this repo would obey what it was not issued with; grading did not build it: "
                        + string.Join(
                            ", ",
                            found.Take(Shown).Select(one => $"`{one.What}` ({one.Where.File}:{one.Where.Line})")
                        )
                        + (found.Count > Shown ? $" and {found.Count - Shown} more." : "."),
                    found[0].Where
                ),
            ];
}

using SelectQuest.Grading.Evidence;

namespace SelectQuest.Grading.Verdicts.Code;

internal static class C1Code
{
    public static IEnumerable<Check> Judge(CodeEvidence code) =>
        CodeGate.Closed(code) ?? CodeGate.NotStarted("SQ131", code.Source.Facts!.Holes.Where(hole => hole.InIterate));
}

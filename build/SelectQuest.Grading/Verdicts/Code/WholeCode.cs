using SelectQuest.Grading.Evidence;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>What is wrong with the sources as a whole: shown once, beside the criteria it closes.</summary>
internal static class WholeCode
{
    /// <summary>SQ703, SQ704 or SQ705; empty if there is code to judge.</summary>
    public static IEnumerable<Check> Judge(CodeEvidence code) => CodeGate.Closed(code) ?? [];
}

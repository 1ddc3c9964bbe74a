using SelectQuest.Grading.Evidence.Integrity;

namespace SelectQuest.Grading.Verdicts;

/// <summary>What a submission does beside the seam. The quest needs none of it; a person decides whether it matters.</summary>
internal static class IntegrityBeyondSeam
{
    private const int Shown = 6;

    /// <summary>One finding a kind, at its first place, with the others named: a hundred calls are one habit.</summary>
    public static IEnumerable<Check> Judge(IReadOnlyList<BeyondSeam> found) =>
        from place in found
        group place by place.Kind into kind
        let all = kind.ToArray()
        select Check.Review(RuleOf(kind.Key), $"{Seen(kind.Key)}: {Places(all)}.", all[0].Where);

    private static string RuleOf(BeyondKind kind) =>
        kind switch
        {
            BeyondKind.SystemCalls => "SQ811",
            BeyondKind.Reflection => "SQ812",
            BeyondKind.Processes => "SQ813",
            BeyondKind.Network => "SQ814",
            BeyondKind.OutsideMain => "SQ815",
            BeyondKind.Files => "SQ816",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private static string Seen(BeyondKind kind) =>
        kind switch
        {
            BeyondKind.SystemCalls => "Native code is called beside the seam",
            BeyondKind.Reflection => "Code is reached by reflection",
            BeyondKind.Processes => "Processes are started or ended",
            BeyondKind.Network => "The network is used beside the seam",
            BeyondKind.OutsideMain => "Code runs outside of Main's flow",
            BeyondKind.Files => "Files are used",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private static string Places(BeyondSeam[] all) =>
        string.Join(", ", all.Take(Shown).Select(one => $"`{one.Name}` ({one.Where.File}:{one.Where.Line})"))
        + (all.Length > Shown ? $" and {all.Length - Shown} more" : "");
}

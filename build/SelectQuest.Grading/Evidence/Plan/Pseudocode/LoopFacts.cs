namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>What the pseudocode does with the three sets, one fact for each rule about them.</summary>
/// <param name="Loop">There is a loop around select.</param>
internal sealed record LoopFacts(
    Fact Loop,
    IReadOnlyList<Fact> Rebuilt,
    IReadOnlyList<Fact> Passed,
    Fact ReadFilled,
    Fact WriteFilled,
    Fact ErrorFilled,
    IReadOnlyList<Fact> Dispatched
)
{
    /// <summary>Everything but <see cref="Loop"/>.</summary>
    public IEnumerable<Fact> All => [.. Rebuilt, .. Passed, ReadFilled, WriteFilled, ErrorFilled, .. Dispatched];
}

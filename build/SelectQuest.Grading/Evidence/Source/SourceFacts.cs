using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What was found in sources that compile. Plain data: no compiler object outlives the reading.</summary>
/// <param name="Loop">Where <c>SelectLoop.Iterate</c> is declared; null if nowhere.</param>
internal sealed record SourceFacts(Place? Loop, IReadOnlyList<Hole> Holes)
{
    public static SourceFacts Of(SourceProgram program)
    {
        var reach = LoopReach.Of(program);
        return new SourceFacts(
            SeamSymbols.Members(program.Seam.SelectLoop, "Iterate").FirstOrDefault()?.Place(),
            Source.Holes.Of(program, reach)
        );
    }
}

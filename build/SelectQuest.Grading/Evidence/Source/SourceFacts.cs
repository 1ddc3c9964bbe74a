using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What was found in sources that compile. Plain data: no compiler object outlives the reading.</summary>
/// <param name="Loop">Where <c>SelectLoop.Iterate</c> is declared; null if nowhere.</param>
/// <param name="TooSmall">Numbers in the code that leave no room for the quest's clients.</param>
internal sealed record SourceFacts(
    Place? Loop,
    IReadOnlyList<Hole> Holes,
    IReadOnlyList<SelectCall> Selects,
    RegistryShape Registry,
    MaxFdUpdates MaxFd,
    AcceptPath Accept,
    PartialIo Io,
    IReadOnlyList<Activity> Activities,
    IReadOnlyList<Capacity> TooSmall
)
{
    public static SourceFacts Of(SourceProgram program)
    {
        var reach = LoopReach.Of(program);
        var callSites = new CallSites(program);
        var assignments = new Assignments(program, callSites);
        var fds = new FdArithmetic(program, assignments);
        var cells = new SetCells(program);
        var happened = new SetLifting(cells, new SetEvents(program, cells), callSites).All();
        return new SourceFacts(
            SeamSymbols.Members(program.Seam.SelectLoop, "Iterate").FirstOrDefault()?.Place(),
            Source.Holes.Of(program, reach),
            SelectCall.Of(program, reach, new SetUses(program, happened), fds, new TimeArithmetic(assignments)),
            RegistryShape.Of(program),
            MaxFdUpdates.Of(program, assignments, fds, reach, SelectCall.Calls(program)),
            AcceptPath.Of(program, reach, fds),
            PartialIo.Of(program, reach),
            Activity.Of(program, reach),
            Capacity.TooSmall(program, reach)
        );
    }
}

using SelectQuest.Grading.Evidence.Plan.Pseudocode;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>Everything read from a plan. A verdict is a function of this.</summary>
/// <param name="Path">The plan's path in the submission.</param>
/// <param name="Loop">What the pseudocode does with the three sets; null if no loop calls select.</param>
/// <param name="Mechanism">Set when the plan waits with something other than select.</param>
/// <param name="OnlyOthersLoop">The only loop shown is labelled as a bad example or as someone else's.</param>
internal sealed record PlanEvidence(
    string Path,
    LoopFacts? Loop,
    Fact? Mechanism,
    Fact? OnlyOthersLoop,
    RegistryFacts Registry,
    MaxFdFacts MaxFd,
    ScenarioFacts Scenarios,
    TimeoutFacts Timeout,
    HandlerFacts Handlers
)
{
    /// <summary>Reads the plan. Pure: the same text gives the same evidence.</summary>
    public static PlanEvidence Read(TextFile plan)
    {
        var own = StarterWords.Issued.RemoveFrom(PlanParser.Parse(plan.Path, plan.Text));
        var excluded = own.Code.Where(block => Labels.Excludes(own, block, out _)).ToHashSet();
        var judged = own with { Blocks = [.. own.Blocks.Where(block => !excluded.Contains(block))] };

        var listings = judged.Code.Select(block => (Block: block, Roots: Listing.Parse(block.Lines))).ToArray();
        var loops = EventLoop.In(listings);
        if (loops.Count == 0)
        {
            loops = EventLoop.In([.. ProsePseudocode.In(judged)]);
        }
        var (loop, facts) = loops
            .Select(loop => (Loop: (EventLoop?)loop, Facts: (LoopFacts?)LoopReading.Of(loop, judged)))
            .OrderByDescending(read => Score(read.Facts!))
            .FirstOrDefault();
        var functions = new Functions(listings.SelectMany(listing => listing.Roots)).All;

        return new PlanEvidence(
            plan.Path,
            facts,
            Plan.Mechanism.OtherThanSelect(judged, loops.Count > 0 && !loop!.Select.Node.Prose),
            loops.Count == 0
            && excluded.FirstOrDefault(block => block.Words.Contains("select", StringComparison.Ordinal)) is { } listing
                ? Fact.No(
                    "The only loop is labelled as a bad example or as someone else's.",
                    listing.Line,
                    listing.Column
                )
                : null,
            RegistryFacts.Read(judged),
            MaxFdFacts.Read(judged, loop, functions),
            Plan.Scenarios.Read(judged),
            TimeoutRationale.Read(judged, loop),
            HandlerFacts.Read(judged)
        );
    }

    // Of several loops the one that shows most is the design; the others are sketches on the way.
    private static int Score(LoopFacts facts) =>
        facts.All.Sum(fact =>
            fact.Truth switch
            {
                Truth.Yes => 2,
                Truth.Unsure => 1,
                _ => 0,
            }
        ) + (facts.Loop.Truth == Truth.Yes ? 1 : 0);
}

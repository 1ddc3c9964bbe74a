using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Evidence.Plan.Pseudocode;

namespace SelectQuest.Verdicts.Tests.Given;

/// <summary>
/// Evidence of a plan that has everything, each fact on a line of its own: a test changes one of them and names the line it
/// expects.
/// </summary>
internal static class SoundPlan
{
    public const string Path = "plan.md";

    public static LoopFacts Loop { get; } =
        new(
            Fact.Yes("There is a loop around select.", 10, 3),
            [
                Fact.Yes("Read is made anew.", 11),
                Fact.Yes("Write is made anew.", 12),
                Fact.Yes("Error is made anew.", 13),
            ],
            [Fact.Yes("Read is passed.", 14), Fact.Yes("Write is passed.", 15), Fact.Yes("Error is passed.", 16)],
            Fact.Yes("Read is filled.", 17),
            Fact.Yes("Write is filled.", 18),
            Fact.Yes("Error is filled.", 19),
            [
                Fact.Yes("Read is dispatched.", 20),
                Fact.Yes("Write is dispatched.", 21),
                Fact.Yes("Error is dispatched.", 22),
            ]
        );

    public static RegistryFacts Registry { get; } =
        new(
            Fact.Yes("add(fd, connection)", 30),
            Fact.Yes("remove(fd)", 31),
            Fact.Yes("lookup(fd)", 32),
            Fact.Yes("A hash map.", 33)
        );

    public static MaxFdFacts MaxFd { get; } =
        new(Fact.Yes("Add raises it.", 40), Fact.Yes("Remove lowers it.", 41), Fact.Yes("max_fd + 1 is passed.", 42));

    /// <summary>Six scenarios on lines 50 to 55, each with what is expected.</summary>
    public static IReadOnlyList<Scenario> Rows { get; } = [.. Enumerable.Range(50, 6).Select(line => Row(line))];

    public static ScenarioFacts Scenarios { get; } =
        new(Rows, 6, 6, 50, new PlanLine(56, 4, "50 clients"), Rows[1], Rows[2]);

    public static TimeoutFacts Timeout { get; } =
        new(Fact.Yes("500 ms.", 60), Fact.Yes("Shutdown is noticed within half a second.", 61), 500);

    public static HandlerFacts Handlers { get; } =
        new(
            Fact.Yes("O_NONBLOCK at once.", 70),
            Fact.Yes("EAGAIN on read is later.", 71),
            Fact.Yes("EAGAIN on write is later.", 72),
            Fact.Yes("The tail is kept.", 73)
        );

    public static PlanEvidence Evidence { get; } =
        new(Path, Loop, null, null, Registry, MaxFd, Scenarios, Timeout, Handlers);

    /// <summary>A plan in which nothing was written yet.</summary>
    public static PlanEvidence Blank { get; } =
        new(
            Path,
            null,
            null,
            null,
            new RegistryFacts(null, null, null, null),
            new MaxFdFacts(null, null, null),
            new ScenarioFacts([], 0, 0, 0, null, null, null),
            new TimeoutFacts(null, null, null),
            new HandlerFacts(null, null, null, null)
        );

    public static Scenario Row(int line, bool expects = true) =>
        new($"Scenario of line {line}", expects, new PlanLine(line, 3, $"Scenario of line {line}"));
}

using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Server.Simulation;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>
/// Behaviour proves, source locates: joins what the source shows with what the loop did under the simulated kernel. A
/// violation fails its criterion, at the line the source points to; where no violation came and the source only looked
/// unusual, what the kernel saw decides.
/// </summary>
internal static class Behaviour
{
    /// <summary>What the kernel sees at every call, and the registry's model at every operation.</summary>
    private static readonly HashSet<string> SeenByTheKernel =
    [
        "SQ132",
        "SQ133",
        "SQ134",
        "SQ135",
        "SQ233",
        "SQ331",
        "SQ332",
        "SQ333",
        "SQ334",
        "SQ335",
        "SQ431",
        "SQ434",
        "SQ435",
        "SQ631",
        "SQ632",
        "SQ633",
    ];

    /// <param name="criterion">The half to be judged is its code half.</param>
    /// <param name="source">What the source shows of it.</param>
    public static IEnumerable<Check> Join(Criterion criterion, IEnumerable<Check> source, CodeEvidence code)
    {
        var read = source.ToArray();
        if (code.Simulation is not { } seen || !MayBeJoined(read))
        {
            return [.. read, .. NotRun(code)];
        }

        var broken = seen
            .Violations.Where(found =>
                DecidesCriterion(found.Kind) && ViolationRules.CriterionOf(found.Kind) == criterion
            )
            .Select(found => Failed(found, ViolationRules.RuleOf(found.Kind), read, code))
            .Concat(
                seen.Registry.Where(difference => CriterionOf(difference.Rule) == criterion)
                    .Select(difference => Failed(difference, read, code))
            )
            .Concat(NeverPassed(criterion, read, seen, code))
            .ToArray();
        return
        [
            .. RealWorld.Beside(criterion.ToString(), Joined(read, broken, seen), code),
            .. PlanAgainstCode.Judge(criterion, code),
            .. broken.Length == 0 ? NeverSeen(criterion, seen) : [],
        ];
    }

    // A program that ends before its first call of select may hold the best loop there is: nobody saw it run.
    private static IEnumerable<Check> NeverSeen(Criterion criterion, SimulationEvidence seen) =>
        criterion is (Criterion.C1 or Criterion.C3 or Criterion.C5)
        && seen.Violations.Count > 0
        && seen.Timeouts.Count == 0
            ? [Check.Review("SQ902", "No call of `select` was ever seen: no run proves what the source shows.")]
            : [];

    // Text proves nothing about what a program does: without a run a person has to look.
    private static IEnumerable<Check> NotRun(CodeEvidence code) =>
        code.NotRunBecause is { } because ? [Check.Review("SQ902", because)] : [];

    // What no call ever passed cannot be right, however the source looks.
    private static IEnumerable<Check> NeverPassed(
        Criterion criterion,
        Check[] source,
        SimulationEvidence seen,
        CodeEvidence code
    ) =>
        seen.Timeouts.Count == 0
        && seen.Violations.Any(found => found.Kind == ViolationKind.SelectNotCalled)
        && (
            criterion is Criterion.C3 ? "SQ331"
            : criterion is Criterion.C5 ? "SQ531"
            : null
        )
            is { } rule
            ?
            [
                Check.Fail(
                    rule,
                    "No iteration ever called `select`: nothing was passed to it.",
                    Line(rule, source, code)
                ),
            ]
            : [];

    /// <summary>The same for a "done when" item. What its criterion tells as a story is not told again.</summary>
    public static IEnumerable<Check> JoinDoneWhen(string item, IEnumerable<Check> source, CodeEvidence code)
    {
        var read = source.ToArray();
        if (code.Simulation is not { } seen || !MayBeJoined(read))
        {
            return [.. read, .. NotRun(code)];
        }

        var broken = seen
            .Violations.Where(found => ViolationRules.DoneWhenOf(found.Kind) == item)
            .Select(found => Failed(found, ViolationRules.DoneWhenRuleOf(found.Kind), read, code))
            .Select(check => item == "D3" ? check : check with { Story = null })
            .ToArray();
        return RealWorld.Beside(item, Joined(read, broken, seen), code);
    }

    // Code that does not compile, or is not begun, was not run.
    private static bool MayBeJoined(Check[] source) =>
        !source.Any(check => check.NotStarted || check.Rule[2] is '7' or '9');

    // Blocking mode is a matter of the quest's "done when" list; the criteria say nothing of it.
    private static bool DecidesCriterion(ViolationKind kind) => ViolationRules.DoneWhenOf(kind) != "D3";

    private static IEnumerable<Check> Joined(Check[] source, Check[] broken, SimulationEvidence seen)
    {
        foreach (var check in broken)
        {
            yield return check;
        }

        foreach (var check in source)
        {
            // A fault elsewhere cuts schedules short: a doubt may be settled by those it left whole, a fail is not.
            var settled =
                broken.Length == 0
                && SeenByTheKernel.Contains(check.Rule)
                && check.Outcome switch
                {
                    Outcome.Fail => seen.Violations.Count == 0,
                    Outcome.Review => seen.Violations.Count == 0 || seen.HeldOften,
                    _ => false,
                };
            if (settled)
            {
                yield return Check.Pass(check.Rule, Held(seen), check.Where);
            }
            else
            {
                yield return check;
            }
        }
    }

    private static string Held(SimulationEvidence seen) =>
        seen.Violations.Count == 0
            ? $"The source is unusual here; under {seen.Schedules} schedules of the simulated kernel it held at every call."
            : $"The source is unusual here; in the {seen.Held} schedules of the simulated kernel that ran to their end it "
                + "held at every call.";

    private static Check Failed(FoundViolation found, string rule, Check[] source, CodeEvidence code) =>
        Check.Fail(rule, Observed(found), Thrown(found, code) ?? Line(rule, source, code)) with
        {
            Story = found.Steps,
            Reproduce = found.Replay,
        };

    // Where the source says nothing of it, the registry is more telling than the loop.
    private static Check Failed(RegistryDifference difference, Check[] source, CodeEvidence code)
    {
        var rule = RuleOf(difference.Rule);
        var where = Telling(rule, source) ?? code.Source.Facts?.Registry.Where ?? code.Source.Facts?.Loop;
        return Check.Fail(rule, difference.Observed, where);
    }

    private static string Observed(FoundViolation found) =>
        ReferenceEquals(found.Seen, found.Violation)
        && found.Violation.Thrown is (WorkerLostException or StudentException)
            ? found.Violation.Thrown.Message
            : $"Expected: {found.Seen.Expected}. Observed: {found.Seen.Observed}.";

    // The line the student's exception names, if it is a line of the student's.
    private static Location? Thrown(FoundViolation found, CodeEvidence code) =>
        found.Violation.Thrown is StudentException { Line: > 0 } thrown && code.Source.Files.Contains(thrown.File)
            ? new Location(thrown.File, thrown.Line)
            : null;

    /// <summary>
    /// Where the source already saw the fault, else where it speaks of the same rule, else the loop itself.
    /// </summary>
    public static Location? Line(string rule, IReadOnlyList<Check> source, CodeEvidence code) =>
        Telling(rule, source) ?? code.Source.Facts?.Loop;

    private static Location? Telling(string rule, IReadOnlyList<Check> source) =>
        source
            .Where(check => check.Where is not null)
            .OrderByDescending(check => check.Outcome is Outcome.Fail or Outcome.Review)
            .ThenByDescending(check => check.Rule == rule)
            .FirstOrDefault(check => check.Outcome is Outcome.Fail or Outcome.Review || check.Rule == rule)
            ?.Where;

    private static Criterion CriterionOf(RegistryRule rule) =>
        rule is RegistryRule.MaxAfterAdd or RegistryRule.MaxAfterRemove ? Criterion.C3 : Criterion.C2;

    private static string RuleOf(RegistryRule rule) =>
        rule switch
        {
            RegistryRule.AddRefusesKnown => "SQ233",
            RegistryRule.MaxAfterAdd => "SQ333",
            RegistryRule.MaxAfterRemove => "SQ334",
            _ => "SQ234",
        };
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Tests.Corpus;

/// <summary>One labelled half of one criterion beside what the grader said.</summary>
/// <param name="Expected">The label: pass, fail or review.</param>
/// <param name="Judged">The grader's outcome.</param>
internal sealed record JudgedHalf(Criterion Criterion, Half Half, string Expected, string Judged);

/// <summary>What one rule said of one half, of a "done when" item, or of the whole submission.</summary>
/// <param name="Outcome">The worst of its checks there: fail, then review, then pass.</param>
/// <param name="FailIsDue">
/// Whether the label lets the half fail, by itself or as a consequence; null for what no label speaks of: "done when" items
/// and integrity.
/// </param>
internal sealed record JudgedRule(string Rule, Outcome Outcome, bool? FailIsDue);

/// <summary>One case of the corpus, judged.</summary>
/// <param name="Named">Rules the label names: they must fire.</param>
/// <param name="Rules">What every rule said that had something to say.</param>
internal sealed record JudgedCase(
    string Name,
    IReadOnlyList<JudgedHalf> Halves,
    IReadOnlyList<string> Named,
    IReadOnlyList<JudgedRule> Rules
)
{
    /// <summary>Rules that failed or asked for a person, somewhere.</summary>
    public IReadOnlyList<string> Fired { get; } =
    [
        .. Rules
            .Where(rule => rule.Outcome is Outcome.Fail or Outcome.Review)
            .Select(rule => rule.Rule)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Rules the label names that stayed silent.</summary>
    public IReadOnlyList<string> Missing => [.. Named.Except(Fired)];

    /// <summary>
    /// Where label and grader part, as short sentences. A review where a pass was due is no wrong verdict; the table
    /// counts those apart.
    /// </summary>
    public IReadOnlyList<string> Wrong =>
        [
            .. Halves
                .Where(half => half.Expected != half.Judged && half is not { Expected: "pass", Judged: "review" })
                .Select(half => $"{half.Criterion} {Word(half.Half)}: {half.Judged}, expected {half.Expected}"),
            .. Missing.Select(rule => $"{rule} did not fire"),
        ];

    /// <summary>Judges plans and submissions, more than there are cores, for half of the time is waiting; all, or those named.</summary>
    /// <param name="realWorld">Whether a case is judged with real clients and the real kernel too; null for all of them.</param>
    public static IReadOnlyList<JudgedCase> All(
        IReadOnlyList<string> names,
        Action<string> progress,
        Func<string, bool>? realWorld = null
    )
    {
        var judged = new ConcurrentBag<JudgedCase>();
        var plans = Directory.GetDirectories(Path.Combine(CorpusSubmission.Root, "tests", "corpus", "plans"));
        Func<JudgedCase>[] work =
        [
            .. from plan in plans
            where names.Count == 0 || names.Contains(Path.GetFileName(plan))
            select (Func<JudgedCase>)(() => Plan(plan)),
            .. from name in CorpusSubmission.Names
            where names.Count == 0 || names.Contains(name)
            select (Func<JudgedCase>)(() => Code(name, realWorld?.Invoke(name) ?? true)),
        ];
        Parallel.ForEach(
            work,
            new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount },
            one =>
            {
                judged.Add(one());
                progress($"\r{judged.Count} of {work.Length}");
            }
        );
        progress("\n");
        return [.. judged.OrderBy(one => one.Name, StringComparer.Ordinal)];
    }

    private static JudgedCase Plan(string folder)
    {
        using var label = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "label.json")));
        var expected = Enum.GetValues<Criterion>()
            .ToDictionary(c => c, c => label.RootElement.GetProperty(c.ToString()).GetString()!);
        string[] rules =
        [
            .. label.RootElement.TryGetProperty("rules", out var named)
                ? named.EnumerateArray().Select(rule => rule.GetString()!)
                : [],
        ];
        var submission = SubmissionReader.Read(Path.Combine(folder, "plan.md"), planOnly: true);
        return Compare(Path.GetFileName(folder), Half.Plan, expected, [], rules, submission);
    }

    private static JudgedCase Code(string name, bool realWorld)
    {
        var label = CorpusSubmission.Label(name);
        var expected = label.Code.ToDictionary(pair => Enum.Parse<Criterion>(pair.Key), pair => pair.Value);
        var consequences = label.Consequences.Select(Enum.Parse<Criterion>).ToArray();
        return Compare(name, Half.Code, expected, consequences, label.Rules, CorpusSubmission.Case(name), realWorld);
    }

    private static JudgedCase Compare(
        string name,
        Half half,
        Dictionary<Criterion, string> expected,
        Criterion[] consequences,
        IReadOnlyList<string> named,
        Submission submission,
        bool realWorld = true
    )
    {
        // The corpus is the kit's own: its servers need no sandbox.
        var verdict = Grader.Judge(
            submission,
            new GraderOptions { Sandbox = SandboxChoice.None, RealWorld = realWorld }
        );
        var halves = verdict
            .Criteria.Select(c => (c.Criterion, Judged: c.Halves.Single(h => h.Half == half)))
            .ToArray();
        var ofHalves = halves.SelectMany(c =>
            Worst(c.Judged.Checks, failIsDue: expected[c.Criterion] == "fail" || consequences.Contains(c.Criterion))
        );
        // The items that rest on a criterion repeat its checks.
        var ofItems = verdict
            .DoneWhen.Where(item => QuestText.DoneWhen.Any(known => known.Id == item.Id && known.RestsOn is null))
            .SelectMany(item =>
                Worst(item.Checks.Where(check => IsOfPlan(check.Rule) == (half == Half.Plan)), failIsDue: null)
            );
        return new JudgedCase(
            $"{Word(half)}/{name}",
            [
                .. halves
                    .Where(c => !consequences.Contains(c.Criterion))
                    .Select(c => new JudgedHalf(c.Criterion, half, expected[c.Criterion], Word(c.Judged.Outcome))),
            ],
            named,
            [.. ofHalves, .. ofItems, .. Worst(verdict.Integrity, failIsDue: null)]
        );
    }

    // Of the rules of one subject the first 29 are the plan's.
    private static bool IsOfPlan(string rule) =>
        rule[2] <= '6' && int.Parse(rule.AsSpan(3), CultureInfo.InvariantCulture) < 30;

    private static IEnumerable<JudgedRule> Worst(IEnumerable<Check> checks, bool? failIsDue) =>
        checks
            .Where(check => check.Outcome != Outcome.Skipped)
            .GroupBy(check => check.Rule)
            .Select(rule => new JudgedRule(rule.Key, rule.Select(check => check.Outcome).Join(), failIsDue));

    private static string Word(Outcome outcome) =>
        outcome switch
        {
            Outcome.Pass => "pass",
            Outcome.Fail => "fail",
            Outcome.Review => "review",
            Outcome.Error => "error",
            _ => "skipped",
        };

    private static string Word(Half half) => half == Half.Plan ? "plan" : "code";
}

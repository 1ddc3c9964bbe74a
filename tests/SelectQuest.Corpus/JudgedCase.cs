using System.Collections.Concurrent;
using System.Text.Json;
using SelectQuest.Grading;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Corpus;

/// <summary>One labelled half of one criterion beside what the grader said.</summary>
/// <param name="Expected">The label: pass, fail or review.</param>
/// <param name="Judged">The grader's outcome.</param>
internal sealed record JudgedHalf(Criterion Criterion, Half Half, string Expected, string Judged);

/// <summary>One case of the corpus, judged.</summary>
/// <param name="Missing">Rules the label names that stayed silent.</param>
/// <param name="Fired">Rules that fired.</param>
internal sealed record JudgedCase(
    string Name,
    IReadOnlyList<JudgedHalf> Halves,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Fired
)
{
    /// <summary>Where label and grader part, as short sentences.</summary>
    public IReadOnlyList<string> Wrong =>
        [
            .. Halves
                .Where(half => half.Expected != half.Judged)
                .Select(half => $"{half.Criterion} {Word(half.Half)}: {half.Judged}, expected {half.Expected}"),
            .. Missing.Select(rule => $"{rule} did not fire"),
        ];

    /// <summary>Judges plans and submissions, two at a time; all of them, or those named.</summary>
    public static IReadOnlyList<JudgedCase> All(IReadOnlyList<string> names, Action<string> progress)
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
            select (Func<JudgedCase>)(() => Code(name)),
        ];
        Parallel.ForEach(
            work,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
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
        return Compare(Path.GetFileName(folder), Half.Plan, expected, rules, submission);
    }

    private static JudgedCase Code(string name)
    {
        var label = CorpusSubmission.Label(name);
        var expected = label.Code.ToDictionary(pair => Enum.Parse<Criterion>(pair.Key), pair => pair.Value);
        return Compare(name, Half.Code, expected, label.Rules, CorpusSubmission.Case(name));
    }

    private static JudgedCase Compare(
        string name,
        Half half,
        Dictionary<Criterion, string> expected,
        IReadOnlyList<string> rules,
        Submission submission
    )
    {
        // The corpus is the kit's own: its servers need no sandbox.
        var verdict = Grader.Judge(submission, new GraderOptions { Sandbox = SandboxChoice.None });
        var halves = verdict
            .Criteria.Select(c => (c.Criterion, Judged: c.Halves.Single(h => h.Half == half)))
            .ToArray();
        var fired = halves
            .SelectMany(c => c.Judged.Checks)
            .Concat(verdict.DoneWhen.SelectMany(item => item.Checks))
            .Where(check => check.Outcome is Outcome.Fail or Outcome.Review)
            .Select(check => check.Rule)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        return new JudgedCase(
            $"{Word(half)}/{name}",
            [.. halves.Select(c => new JudgedHalf(c.Criterion, half, expected[c.Criterion], Word(c.Judged.Outcome)))],
            [.. rules.Except(fired)],
            fired
        );
    }

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

using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Judges;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading;

/// <summary>Submission to verdict: each half gathers its evidence once, and each criterion is judged from that.</summary>
public static class Grader
{
    private const int PointsPerCriterion = 20;

    /// <summary>Never throws for what a submission holds: where the grader itself fails, that half is an error.</summary>
    public static Verdict Judge(Submission submission, GraderOptions options)
    {
        var halves = Halves(submission, options).ToArray();
        var criteria = Chosen(options)
            .Select(criterion => new CriterionVerdict(
                criterion,
                [.. halves.Select(half => HalfVerdict.From(half.Half, half.Checks(criterion)))]
            ))
            .ToArray();
        return new Verdict(
            submission.Name,
            submission.PlanOnly,
            criteria,
            DoneWhenItems(criteria, halves, options),
            Integrity(submission, halves, options),
            ScoreOf(criteria),
            options.Version
        )
        {
            CommandPath = submission.CommandPath,
            HowRun = halves.OfType<CodeHalf>().FirstOrDefault()?.HowRun,
        };
    }

    /// <summary>The rule under which it is told that judging came to no end.</summary>
    private const string NoEnd = "SQ822";

    /// <summary>For a submission that nobody could judge: no half of it has an outcome, and a person has to look.</summary>
    /// <param name="because">One sentence.</param>
    internal static Verdict NotJudged(string submission, string because, string version)
    {
        var check = new Check(NoEnd, Outcome.Error, because);
        var criteria = Enum.GetValues<Criterion>()
            .Select(criterion => new CriterionVerdict(
                criterion,
                [.. Enum.GetValues<Half>().Select(half => HalfVerdict.From(half, [check]))]
            ))
            .ToArray();
        return new Verdict(
            submission,
            PlanOnly: false,
            criteria,
            [.. QuestText.DoneWhen.Select(item => new DoneWhen(item.Id, item.Text, [check]))],
            [],
            ScoreOf(criteria),
            version
        );
    }

    private static IEnumerable<IHalfJudge> Halves(Submission submission, GraderOptions options)
    {
        var faults = new FaultBarrier(options.OnFault);
        var plan = new PlanHalf(submission, faults);
        yield return plan;
        if (!submission.PlanOnly)
        {
            yield return new CodeHalf(submission, plan.EvidenceIfAny, options, faults);
        }
    }

    private static Criterion[] Chosen(GraderOptions options) =>
        options.Only is { } only ? [only] : Enum.GetValues<Criterion>();

    // The quest's items repeat its criteria in part: those rest on the same checks, the others have their own.
    private static IReadOnlyList<DoneWhen> DoneWhenItems(
        CriterionVerdict[] criteria,
        IHalfJudge[] halves,
        GraderOptions options
    ) =>
        [
            .. from item in QuestText.DoneWhen
            where options.Only is null || item.RestsOn == options.Only
            let checks = item.RestsOn is { } criterion
                ? criteria
                    .Where(c => c.Criterion == criterion)
                    .SelectMany(c => c.Halves)
                    .Where(h => !item.PlanAlone || h.Half == Half.Plan)
                    .SelectMany(h => h.Checks)
                : halves.SelectMany(half => half.DoneWhen(item.Id))
            select new DoneWhen(item.Id, item.Text, [.. checks]),
        ];

    private static IReadOnlyList<Check> Integrity(Submission submission, IHalfJudge[] halves, GraderOptions options)
    {
        var given = submission.Given is { } files
            ? new FaultBarrier(options.OnFault).Guard(
                "comparing the given files",
                () => IntegrityGivenFiles.Judge(GivenFilesEvidence.Of(files, IssuedFiles.Known))
            )
            : [];
        var build = submission.Given is { } repo
            ? new FaultBarrier(options.OnFault).Guard(
                "looking for what a build would run",
                () => IntegrityBuild.Judge(BuildCode.Of(repo))
            )
            : [];
        return
        [
            .. submission.Problems.Where(problem => JudgeService.IsAboutHandingIn(problem.Rule)),
            .. given,
            .. build,
            .. IntegrityDisguise.Judge(submission),
            .. halves.OfType<CodeHalf>().SelectMany(half => half.Integrity().Concat(half.Contradictions)),
        ];
    }

    private static Score ScoreOf(CriterionVerdict[] criteria) =>
        new(criteria.Sum(c => c.Halves.Sum(h => Points(c, h))), criteria.Length * PointsPerCriterion);

    /// <summary>A half's share of its criterion's points: all of them when it is the only half.</summary>
    internal static int MaxPoints(CriterionVerdict criterion, HalfVerdict half) =>
        half.Worth ?? PointsPerCriterion / criterion.Halves.Count;

    /// <summary>What a half earned; review and error earn nothing until a person has decided, and the exit code says so.</summary>
    internal static int Points(CriterionVerdict criterion, HalfVerdict half) =>
        half.Outcome == Outcome.Pass ? MaxPoints(criterion, half) : 0;
}

/// <summary>One half of the quest: reads its evidence at most once, when the first criterion asks for it.</summary>
internal interface IHalfJudge
{
    Half Half { get; }

    IReadOnlyList<Check> Checks(Criterion criterion);

    /// <param name="item">D1 to D5.</param>
    IReadOnlyList<Check> DoneWhen(string item);
}

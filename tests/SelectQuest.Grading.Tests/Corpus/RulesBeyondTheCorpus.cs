using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Judges;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Reports;
using SelectQuest.Grading.Tests.Submissions;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Tests.Corpus;

/// <summary>Rules that speak of what no case of the corpus can be: each fired, and each kept silent.</summary>
public class RulesBeyondTheCorpus
{
    [Fact]
    public void No_source_file_fires_SQ708_and_one_does_not()
    {
        Assert.Contains("SQ708", Rules(new Submission("empty", null, [], false, [])));
        Assert.DoesNotContain("SQ708", Rules(new Submission("one", null, [NoProgram], false, [])));
    }

    [Fact]
    public void A_source_file_that_was_left_out_fires_SQ709()
    {
        using var repo = new TemporaryFolder();
        repo.With($"{QuestText.SourceFolder}/Small.cs", NoProgram.Text);
        Assert.DoesNotContain("SQ709", Rules(SubmissionReader.Read(repo.Path, planOnly: false)));

        repo.With($"{QuestText.SourceFolder}/Large.cs", new byte[SourceFolder.MaxFileBytes + 1]);
        Assert.Contains("SQ709", Rules(SubmissionReader.Read(repo.Path, planOnly: false)));
    }

    [Fact]
    public void An_archive_that_is_damaged_fires_SQ710()
    {
        using var folder = new TemporaryFolder();
        folder.With("quest.zip", "no archive");
        var request = new JudgeRequest(Path.Combine(folder.Path, "quest.zip"), SandboxChoice.None) { HandedIn = true };
        using var replies = new StringWriter();
        JudgeService.Serve(new StringReader(JudgeWire.Write(request)), replies);

        var reply = JudgeWire.Read<JudgeReply>(replies.ToString());

        Assert.Contains("SQ710", reply.Verdict!.Integrity.Select(check => check.Rule));
    }

    [Fact]
    public void An_exception_of_the_grader_fires_SQ901_and_costs_nothing()
    {
        var faults = new FaultBarrier(null);

        var faulty = faults.Guard("counting", () => throw new InvalidOperationException());
        Assert.Equal([("SQ901", Outcome.Error)], faulty.Select(check => (check.Rule, check.Outcome)));
        Assert.Empty(faults.Guard("counting", () => []));
    }

    [Fact]
    public void A_decision_of_the_instructor_fires_SQ903_in_the_half_it_is_about()
    {
        var half = HalfVerdict.From(Half.Plan, [Check.Fail("SQ101", "There is no pseudocode.")]);
        var verdict = HandMade.Of("ada", [new CriterionVerdict(Criterion.C1, [half])], planOnly: true);
        var decision = new Override("ada", Findings.Id(Criterion.C1, Half.Plan), Outcome.Pass, "It is on paper.", 1);

        Assert.Contains("SQ903", Fired(Decisions.Apply(verdict, Rubric.OfTheQuest, [decision])));
        Assert.DoesNotContain("SQ903", Fired(Decisions.Apply(verdict, Rubric.OfTheQuest, [])));
    }

    private static IEnumerable<string> Fired(Verdict verdict) =>
        verdict.Criteria.SelectMany(criterion => criterion.Halves).SelectMany(half => half.Checks).Select(c => c.Rule);

    private static TextFile NoProgram { get; } =
        new($"{QuestText.SourceFolder}/Small.cs", "namespace SelectQuest.Server;\n");

    private static IEnumerable<string> Rules(Submission submission) =>
        Fired(Grader.Judge(submission, new GraderOptions { Sandbox = SandboxChoice.None }));
}

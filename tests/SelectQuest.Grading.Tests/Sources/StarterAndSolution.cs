using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;

namespace SelectQuest.Grading.Tests.Sources;

public class StarterAndSolution
{
    [Fact]
    public void The_solution_passes_every_code_half_without_a_review()
    {
        var solution = CodeHalves.Of(CorpusSubmission.Solution());

        Assert.True(solution.Checks.All(check => check.Outcome == Outcome.Pass), solution.Story());
        Assert.All(solution.Halves.Values, half => Assert.Equal(Outcome.Pass, half.Outcome));
    }

    [Fact]
    public void The_solutions_timeout_is_read_from_its_constant() =>
        Assert.Equal(
            TimeSpan.FromSeconds(1),
            Assert.Single(SourceEvidence.Of(CorpusSubmission.Solution()).Facts!.Selects).Timeout.Single
        );

    [Fact]
    public void The_starter_is_not_started_anywhere_and_every_place_exists()
    {
        var submission = CorpusSubmission.Starter();
        var starter = CodeHalves.Of(submission);

        Assert.All(starter.Halves.Values, half => Assert.True(half.NotStarted, starter.Story()));
        Assert.All(
            starter.Checks,
            check =>
            {
                Assert.True(check.NotStarted, check.Observed);
                var file = Assert.Single(submission.Sources, source => source.Path == check.Where!.File);
                var lines = file.Text.Split('\n');
                Assert.Contains(
                    "throw new NotImplementedException",
                    string.Join('\n', lines[(check.Where!.Line - 1)..])
                );
            }
        );
    }

    [Fact]
    public void A_submission_without_sources_does_not_compile()
    {
        var empty = CodeHalves.Of(new Submission("empty", null, [], false, []));

        Assert.All(empty.Halves.Values, half => Assert.Equal(Outcome.Fail, half.Outcome));
        Assert.Contains(empty.Checks, check => check.Rule == "SQ703");
    }

    [Fact]
    public void Two_readings_of_one_submission_are_equal_to_the_letter()
    {
        var first = CodeHalves.Of(CorpusSubmission.Case("wrong-fdsetsize-off-by-one"));
        var second = CodeHalves.Of(CorpusSubmission.Case("wrong-fdsetsize-off-by-one"));

        Assert.Equal(first.Checks, second.Checks);
        Assert.Equal(first.Source.Assembly, second.Source.Assembly);
    }
}

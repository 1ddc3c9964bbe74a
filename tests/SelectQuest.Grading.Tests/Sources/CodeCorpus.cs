using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Sources;

public class CodeCorpus
{
    public static TheoryData<string> Cases => [.. CorpusSubmission.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_out_as_its_label_says(string name)
    {
        var label = CorpusSubmission.Label(name);
        var found = CodeHalves.OfCase(name);
        var story = $"{name}: {label.Why}\n{found.Story()}";

        foreach (var (criterion, expected) in label.Code)
        {
            var outcome = found.Halves[criterion].Outcome;
            var fromSource = label.Alone.GetValueOrDefault(criterion, expected);
            Assert.True(Name(outcome) == fromSource, $"{criterion} is {outcome}, not {fromSource}\n{story}");
        }

        var fired = found
            .Checks.Concat(found.Integrity)
            .Where(check => check.Outcome != Outcome.Pass)
            .Select(check => check.Rule)
            .ToHashSet();

        // A rule of behaviour fires when the code is run: the whole corpus demands that, with all evidence.
        Assert.True(
            label.Needs is not null || label.Rules.All(fired.Contains),
            $"{string.Join(' ', label.Rules)} must fire\n{story}"
        );
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_source_alone_is_never_surer_than_the_truth(string name)
    {
        var label = CorpusSubmission.Label(name);

        Assert.True(label.Alone.Count == 0 || label.Needs is not null, $"{name} does not say what it needs");
        Assert.All(label.Alone.Values, alone => Assert.Contains(alone, new[] { "pass", "review" }));
    }

    private static string Name(Outcome outcome) => outcome.ToString().ToLowerInvariant();
}

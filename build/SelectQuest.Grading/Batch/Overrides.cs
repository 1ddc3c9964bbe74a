using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using YamlDotNet.RepresentationModel;

namespace SelectQuest.Grading.Batch;

/// <summary>What an instructor decided, whatever the grader says.</summary>
/// <param name="Submission">The submission's name.</param>
/// <param name="Subject"><c>C1.plan</c>, <c>C1.code</c>, or <c>D1</c>.</param>
/// <param name="Outcome">Pass or fail.</param>
/// <param name="Reason">Kept in every report.</param>
/// <param name="Line">Where it stands in the file.</param>
internal sealed record Override(string Submission, string Subject, Outcome Outcome, string Reason, int Line);

/// <summary>Reads the instructor's decisions.</summary>
internal static class Overrides
{
    private static readonly string[] Words = ["submission", "criterion", "half", "done-when", "outcome", "reason"];

    /// <summary>
    /// A list of <c>{submission: NAME, criterion: C2, half: code, outcome: pass, reason: ...}</c>; without <c>half</c> both halves
    /// are meant, and <c>done-when: D3</c> can stand in the place of a criterion.
    /// </summary>
    /// <exception cref="UnusableInputException">Names the file, the line and what is expected there.</exception>
    public static IReadOnlyList<Override> Read(string path)
    {
        var yaml = YamlFile.Read(path);
        return yaml.Root is YamlSequenceNode list
            ? [.. Distinct(yaml, [.. list.Children.SelectMany(item => One(yaml, item).Select(one => (item, one)))])]
            : throw yaml.Wrong(yaml.Root, $"overrides are a list, each item with {string.Join(", ", Words)}");
    }

    private static IEnumerable<Override> One(YamlFile yaml, YamlNode item)
    {
        var members = yaml.Mapping(item, "an override", Words).ToDictionary(pair => pair.Key, pair => pair.Value);
        var submission = yaml.Text(Required("submission"), "the submission's name");
        var outcome =
            yaml.OneOf(Required("outcome"), "the outcome", "pass", "fail") == "pass" ? Outcome.Pass : Outcome.Fail;
        var reason = yaml.Text(Required("reason"), "the reason");
        return Subjects().Select(subject => new Override(submission, subject, outcome, reason, (int)item.Start.Line));

        YamlNode Required(string name) =>
            members.TryGetValue(name, out var node) ? node : throw yaml.Wrong(item, $"an override needs \"{name}\"");

        string[] Subjects()
        {
            if (members.TryGetValue("done-when", out var given))
            {
                return members.ContainsKey("criterion") || members.ContainsKey("half")
                    ? throw yaml.Wrong(given, "an override names a criterion or a done-when item, not both")
                    : [yaml.OneOf(given, "done-when", [.. QuestText.DoneWhen.Select(one => one.Id)])];
            }

            var criterion = yaml.OneOf(Required("criterion"), "the criterion", Enum.GetNames<Criterion>());
            return members.TryGetValue("half", out var half)
                ? [$"{criterion}.{yaml.OneOf(half, "the half", "plan", "code")}"]
                : [$"{criterion}.plan", $"{criterion}.code"];
        }
    }

    private static IEnumerable<Override> Distinct(YamlFile yaml, (YamlNode Item, Override One)[] all)
    {
        var seen = new Dictionary<(string, string), Override>();
        foreach (var (item, one) in all)
        {
            yield return seen.TryAdd((one.Submission, one.Subject), one)
                ? one
                : throw yaml.Wrong(
                    item,
                    $"{one.Submission}'s {one.Subject} was decided in line {seen[(one.Submission, one.Subject)].Line} already"
                );
        }
    }
}

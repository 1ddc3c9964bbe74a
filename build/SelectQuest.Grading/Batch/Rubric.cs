using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using YamlDotNet.RepresentationModel;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Batch;

/// <summary>What each half of each criterion, and each "done when" item, is worth; whole points.</summary>
/// <param name="Title">The assignment's name in gradebook and report.</param>
/// <param name="Text">As it was written, for the key of a result; empty for the rubric of the quest itself.</param>
internal sealed record Rubric(
    string Title,
    IReadOnlyDictionary<(Criterion, Half), int> Halves,
    IReadOnlyDictionary<string, int> DoneWhen,
    string Text
)
{
    private const int MostPoints = 10_000;
    private const int PointsOfAHalf = 10;

    /// <summary>10 points for each of the ten halves, and none for the items, which repeat them.</summary>
    public static Rubric OfTheQuest { get; } =
        new(
            "First Multi-Client Loop",
            Enum.GetValues<Criterion>()
                .SelectMany(criterion => Enum.GetValues<Half>().Select(half => (criterion, half)))
                .ToDictionary(pair => pair, _ => PointsOfAHalf),
            QuestText.DoneWhen.ToDictionary(item => item.Id, _ => 0),
            ""
        );

    /// <summary>
    /// Reads <c>title</c>, <c>criteria: {C1: {plan: 10, code: 10}}</c> and <c>done-when: {D1: 5}</c>; what is not named stays
    /// as it is in the quest.
    /// </summary>
    /// <exception cref="UnusableInputException">Names the file, the line and what is expected there.</exception>
    public static Rubric Read(string path)
    {
        var yaml = YamlFile.Read(path);
        var halves = new Dictionary<(Criterion, Half), int>(OfTheQuest.Halves);
        var items = new Dictionary<string, int>(OfTheQuest.DoneWhen);
        var title = OfTheQuest.Title;
        foreach (var (key, value) in yaml.Mapping(yaml.Root, "a rubric", "title", "criteria", "done-when"))
        {
            switch (key)
            {
                case "title":
                    title = yaml.Text(value, "the title");
                    break;
                case "criteria":
                    foreach (var (name, points) in yaml.Mapping(value, "criteria", Enum.GetNames<Criterion>()))
                    {
                        foreach (var (half, worth) in yaml.Mapping(points, name, "plan", "code"))
                        {
                            halves[(Enum.Parse<Criterion>(name), half == "plan" ? Half.Plan : Half.Code)] = yaml.Whole(
                                worth,
                                $"{name}'s {half}",
                                MostPoints
                            );
                        }
                    }

                    break;
                default:
                    foreach (var (name, worth) in yaml.Mapping(value, "done-when", [.. items.Keys]))
                    {
                        items[name] = yaml.Whole(worth, name, MostPoints);
                    }

                    break;
            }
        }

        return new Rubric(title, halves, items, yaml.Content);
    }
}

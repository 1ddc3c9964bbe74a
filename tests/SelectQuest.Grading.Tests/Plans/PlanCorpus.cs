using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Plan;

namespace SelectQuest.Grading.Tests.Plans;

/// <summary>The labelled plans under tests/corpus/plans, and the two plans of the template.</summary>
internal static class PlanCorpus
{
    public const string PlanPath = "week-3/day2-select-plan.md";

    public static readonly string Root = RootOf();

    public static readonly string Folder = Path.Combine(Root, "tests", "corpus", "plans");

    public static IEnumerable<string> Names() =>
        Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name, "plan.md"), Encoding.UTF8);

    public static JsonElement Label(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name, "label.json"))).RootElement;

    public static IEnumerable<string> LabelledRules(string name) =>
        Label(name).GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()!);

    public static string Starter() => File.ReadAllText(Path.Combine(Root, "template", "selectquest", PlanPath));

    public static string Model() => File.ReadAllText(Path.Combine(Root, "template", "solution", PlanPath));

    /// <summary>The plan halves of the five criteria.</summary>
    public static IReadOnlyDictionary<string, HalfVerdict> Judge(string text)
    {
        var plan = PlanEvidence.Read(new TextFile(PlanPath, text));
        return new Dictionary<string, HalfVerdict>
        {
            ["C1"] = HalfVerdict.From(Verdicts.Half.Plan, C1Plan.Judge(plan)),
            ["C2"] = HalfVerdict.From(Verdicts.Half.Plan, C2Plan.Judge(plan)),
            ["C3"] = HalfVerdict.From(Verdicts.Half.Plan, C3Plan.Judge(plan)),
            ["C4"] = HalfVerdict.From(Verdicts.Half.Plan, C4Plan.Judge(plan)),
            ["C5"] = HalfVerdict.From(Verdicts.Half.Plan, C5Plan.Judge(plan)),
        };
    }

    /// <summary>The checks of the done-when items.</summary>
    public static IReadOnlyList<Check> DoneWhen(string text)
    {
        var plan = PlanEvidence.Read(new TextFile(PlanPath, text));
        return [.. DoneWhenPlan.NonBlocking(plan), .. DoneWhenPlan.Eagain(plan)];
    }

    private static string RootOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}

using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Tests.Reports;

/// <summary>Classes made by hand from hand-made verdicts.</summary>
internal static class HandMadeClass
{
    /// <summary>A name that wants to be markup, a formula, an order to the build and more than one cell.</summary>
    public const string HostileName =
        "=cmd|'/c calc'!A1\",\n\t<img src=x onerror=\"window.owned=1\"><script>window.owned=1</script> "
        + "</a></bdi></td></tr></table> ::error::owned ##[error]owned | x | @everyone [l](javascript:window.owned=1) "
        + "\u001b[31m \u202egnp.exe \0 \ufffe \ud800";

    public static ClassReport Small { get; } =
        new(
            "Week 3: the first <select> loop",
            "1.2.3",
            [
                Entry("mixed", "s-mixed", "17", "Ada Ashworth", 1.25),
                Entry("all-pass", "s-all-pass", "4", "Bilal Demir", 0.5),
                Entry("no-plan", "s-no-plan", "23", "Chiara Fontana", 2),
                Entry("hostile", "s-hostile", "99", HostileName, 0.75),
            ],
            [
                new MissingSubmission("31", "Dora Dahl", "Nothing was handed in."),
                new MissingSubmission(null, HostileName, HostileName),
            ],
            new SandboxNote("It ran with the rights of whoever graded: --sandbox none was given.", Isolated: false)
        )
        {
            Assignment = "Select quest",
            LookAlike = LookAlikeGroup.Of([
                Alike("s-mixed", "s-hostile", 1),
                Alike("s-all-pass", "s-hostile", 0.93),
                Alike("s-all-pass", "s-mixed", 0.9),
            ]),
        };

    /// <summary>As many students as a course has; every one of the marks occurs.</summary>
    public static ClassReport Of(int students) =>
        Small with
        {
            Entries =
            [
                .. Small.Entries,
                .. Enumerable
                    .Range(0, students - Small.Entries.Count)
                    .Select(i => new ClassEntry(
                        Drawn(i),
                        $"student-{i:000}",
                        $"{1000 + i}",
                        $"{Given[i % Given.Length]} {Family[i * 5 % Family.Length]} {i:00}",
                        TimeSpan.FromMilliseconds(400 + (i * 137 % 900))
                    )),
            ],
            Sandbox = new SandboxNote("Code ran in a bubblewrap sandbox.", Isolated: true),
        };

    private static readonly string[] Given = ["Emeka", "Fatima", "Grace", "Hana", "Ivo", "Jean-Baptiste", "Kenji"];
    private static readonly string[] Family = ["Okafor", "El Idrissi", "Liu", "Novák", "de Vries", "Watanabe"];

    private static ClassEntry Entry(string verdict, string slug, string id, string name, double seconds) =>
        new(HandMade.All[verdict], slug, id, name, TimeSpan.FromSeconds(seconds));

    private static SuspiciousPair Alike(string first, string second, double similarity) =>
        new(
            first,
            second,
            similarity,
            new([
                new(new("src/SelectQuest.Server/SelectLoop.cs", 10, 90), new("src/<img>/Loop.cs", 14, 97)),
                new(new("src/SelectQuest.Server/Echo.cs", 3, 41), new("src/SelectQuest.Server/Echo.cs", 3, 41)),
            ])
        );

    // Each half of each criterion comes out in its own rhythm, so that no two columns are alike.
    private static Verdict Drawn(int student)
    {
        var criteria = Enum.GetValues<Criterion>()
            .Select(criterion => new CriterionVerdict(
                criterion,
                [
                    HalfVerdict.From(Half.Plan, [Drawn(student, (int)criterion + 3)]),
                    HalfVerdict.From(Half.Code, [Drawn(student, (int)criterion + 5)]),
                ]
            ))
            .ToArray();
        return HandMade.Of($"quest-{student:000}", criteria);
    }

    private static Check Drawn(int student, int rhythm) =>
        ((student + 1) * rhythm % 23) switch
        {
            0 => Check.Fail(
                "SQ131",
                "`Iterate` never calls select.",
                new("src/SelectQuest.Server/SelectLoop.cs", 12, 9)
            ),
            1 => Check.Fail("SQ302", "Nothing lowers max-fd.", new("week-3/day2-select-plan.md", 40)),
            2 => Check.Fail("SQ302", "The starter's question stands here.", new("week-3/day2-select-plan.md", 40)) with
            {
                NotStarted = true,
            },
            3 when rhythm > 6 => Check.Review("SQ531", "The timeout is computed.", new("src/Loop.cs", 3)),
            4 when rhythm > 8 => new Check("SQ901", Outcome.Error, "The grader failed (FormatException)."),
            _ => Check.Pass("SQ101", "It holds.", new("week-3/day2-select-plan.md", 10)),
        };
}

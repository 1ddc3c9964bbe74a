using System.Text;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Reports;

public class ClassSummaryFits
{
    [Fact]
    public void However_large_the_class_a_steps_summary_has_room_for_it()
    {
        var check = Check.Review("SQ531", new string('@', 2000));
        var verdict = HandMade.Of("q", [HandMade.Judged(Criterion.C5, check, check)]);
        var name = new string('選', 2000);
        var report = new ClassReport(
            "Quest",
            "1.2.3",
            [.. Enumerable.Range(0, 2000).Select(i => new ClassEntry(verdict, $"s{i}", StudentName: $"{i} {name}"))],
            [.. Enumerable.Range(0, 2000).Select(i => new MissingSubmission(null, $"{i} {name}", name))],
            new SandboxNote("In a sandbox.", Isolated: true)
        );
        var text = ClassSummary.Write(report, "the artifact class-report");
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 500_000, 1024 * 1024);
        Assert.Matches(@"And \d+ more: all of them are in the artifact class\\-report\.", text);
        Assert.Equal(text.Split("<details>").Length, text.Split("</details>").Length);
    }

    [Fact]
    public void The_verdict_comes_first_and_no_heading_is_larger_than_a_steps_own()
    {
        var lines = ClassSummary.Write(HandMadeClass.Of(30)).Split('\n');
        Assert.Matches("^### [0-9]+ of 30 pass: ", lines[0]);
        Assert.All(lines.Where(l => l.StartsWith('#')), l => Assert.StartsWith("### ", l, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Code_without_a_sandbox_is_said_before_anything_else(bool isolated)
    {
        var report = HandMadeClass.Of(8) with { Sandbox = new SandboxNote("So it was.", isolated) };
        Assert.Equal(isolated ? -1 : 2, Array.IndexOf(ClassSummary.Write(report).Split('\n'), "> [!CAUTION]"));
        Assert.Equal(!isolated, ClassIndex.Write(report).Contains("class=\"banner\"", StringComparison.Ordinal));
    }
}

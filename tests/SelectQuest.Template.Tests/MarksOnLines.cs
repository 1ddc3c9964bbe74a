namespace SelectQuest.Template.Tests;

/// <summary>What the quest's workflow makes of a verdict: marks on the lines of a pull request.</summary>
public sealed class MarksOnLines(Workshop workshop)
{
    [Fact]
    public void Each_finding_with_a_place_is_marked_once_and_cannot_break_out_of_its_line()
    {
        Command.SkipWithout("jq", "apt-get install jq");
        var quest = workshop.Scaffold("my-quest");
        File.WriteAllText(
            Path.Combine(quest, "verdict.json"),
            """
            {
              "findings": [
                {
                  "rule": "SQ101", "title": "Three sets, anew", "outcome": "fail", "criterion": "C1", "half": "plan",
                  "file": "src/a,b.cs", "line": 3, "column": 4, "observed": "100 %\n::error::x", "try": "Zero them."
                },
                {
                  "rule": "SQ101", "title": "Three sets, anew", "outcome": "fail", "criterion": "C2", "half": "plan",
                  "file": "src/a,b.cs", "line": 3, "column": 4, "observed": "100 %\n::error::x", "try": "Zero them."
                },
                {
                  "rule": "SQ501", "title": "Timeout", "outcome": "review", "criterion": "C5", "half": "plan",
                  "file": "week-3/day2-select-plan.md", "line": 9, "column": 1, "observed": "For ever.", "try": "Say why."
                },
                {
                  "rule": "SQ701", "title": "No plan", "outcome": "fail", "criterion": "C1", "half": "plan",
                  "file": null, "line": null, "column": null, "observed": "None.", "try": "Write it."
                }
              ],
              "integrity": [
                {
                  "rule": "SQ801", "title": "A given file was changed", "outcome": "review", "criterion": null, "half": null,
                  "file": "tests/LoopTests.cs", "line": 7, "column": 1, "observed": "1 file.", "try": "Say why."
                }
              ]
            }
            """
        );

        var marks = workshop.Run(quest, "jq", "-r", "-f", ".github/annotations.jq", "verdict.json").Succeeds();

        Assert.Equal(
            """
            ::error file=src/a%2Cb.cs,line=3,col=4,title=SQ101 Three sets%2C anew::100 %25%0A::error::x%0ATry: Zero them.
            ::warning file=tests/LoopTests.cs,line=7,col=1,title=SQ801 A given file was changed::1 file.%0ATry: Say why.
            ::warning file=week-3/day2-select-plan.md,line=9,col=1,title=SQ501 Timeout::For ever.%0ATry: Say why.

            """,
            marks.Output.ReplaceLineEndings("\n")
        );
    }
}

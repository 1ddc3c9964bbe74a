using System.CommandLine;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest verify PATH</c>: judges one submission.</summary>
internal static class Verify
{
    public static Command Command(Terminal terminal)
    {
        var path = new Argument<string>("PATH") { Description = "A repo, a plan file alone, or - for a pasted plan." };
        var command = new Command("verify", "Judge a repo or a plan.") { path };
        command.SetAction(parse =>
        {
            var criteria = Enum.GetValues<Criterion>()
                .Select(c => new CriterionVerdict(
                    c,
                    [
                        HalfVerdict.From(Half.Plan, [Check.Pass("SQ101", "made up")]),
                        HalfVerdict.From(
                            Half.Code,
                            [
                                Check.Fail("SQ102", "made up", new("src/a.cs", 3, 4)) with
                                {
                                    NotStarted = c == Criterion.C2,
                                },
                            ]
                        ),
                    ]
                ))
                .ToArray();
            var verdict = new Verdict(parse.GetValue(path)!, false, criteria, [], [], new Score(50, 100), "0");
            terminal.Output.Write(TextReport.Write(verdict, new TextStyle(terminal.Colour)));
            return verdict.ExitCode;
        });
        return command;
    }
}

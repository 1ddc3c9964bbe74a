using System.CommandLine;
using SelectQuest.Grading;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest proof PATH</c>: one Markdown file to hand in. Its verdict stands in it, so writing it is success.</summary>
internal static class MakeProof
{
    public static Command Command(Terminal terminal)
    {
        var path = SubmissionPath.Argument("A repo's folder, a plan's file, or - for a plan pasted on stdin.");
        var planOnly = new Option<bool>("--plan-only") { Description = "Judge the plan alone." };
        var output = ReportFile.Option("Write the proof to this file instead of the terminal.");
        var command = new Command("proof", "Cut loop and registry design from the plan, with verdict and commit.")
        {
            path,
            planOnly,
            output,
        };
        command.SetAction(parse =>
        {
            var file = ReportFile.Named(parse.GetValue(output));
            var named = parse.GetValue(path)!;
            var submission = SubmissionPath.Read(named, parse.GetValue(planOnly), terminal);
            var plan =
                submission.Plan
                ?? throw new UnusableInputException(
                    $"there is no plan to cut from. {submission.Problems[0].Observed} See: selectquest verify {named}"
                );
            var options = new GraderOptions { OnFault = fault => GraderFaults.Trace(fault, terminal) };
            var verdict = Grader.Judge(submission, options);
            ReportFile.Write(Proof.Write(verdict, plan, CommitOf(named)), file, terminal);
            GraderFaults.Mention(verdict, terminal);
            return verdict.ExitCode == App.GraderFault ? App.GraderFault : 0;
        });
        return command;
    }

    private static string? CommitOf(string path) =>
        path == SubmissionReader.StandardInput ? null
        : Directory.Exists(path) ? GitHead.Commit(path)
        : GitHead.Commit(Path.GetDirectoryName(Path.GetFullPath(path))!);
}

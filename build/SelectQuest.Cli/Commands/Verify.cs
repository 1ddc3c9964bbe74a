using System.CommandLine;
using SelectQuest.Grading;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest verify PATH</c>: judges one submission.</summary>
internal static class Verify
{
    private static readonly string[] Formats = ["text", "json", "markdown"];

    public static Command Command(Terminal terminal)
    {
        var path = SubmissionPath.Argument("A repo's folder, a plan's file, or - for a plan pasted on stdin.");
        var planOnly = new Option<bool>("--plan-only") { Description = "Judge the plan alone." };
        var format = new Option<string>("--format")
        {
            Description = "How to report.",
            DefaultValueFactory = _ => Formats[0],
        }.AcceptOnlyFromAmong(Formats);
        var sandbox = SandboxOption.New();
        var thorough = new Option<bool>("--thorough")
        {
            Description = "Also 200 and 900 clients, and 1,000 that come and go: about a minute more.",
        };
        var output = ReportFile.Option("Write the report to this file instead of the terminal.");
        var only = new Option<string>("--only") { Description = "Judge one criterion, C1 to C5." }.AcceptOnlyFromAmong(
            Enum.GetNames<Criterion>()
        );
        var command = new Command("verify", "Judge a repo or a plan against the five criteria.")
        {
            path,
            planOnly,
            only,
            sandbox,
            thorough,
            format,
            output,
        };
        command.SetAction(parse =>
        {
            var options = new GraderOptions
            {
                Only = parse.GetValue(only) is { } id ? Enum.Parse<Criterion>(id) : null,
                Sandbox = parse.GetValue(sandbox),
                OwnCode = SubmissionPath.IsAroundHere(parse.GetValue(path)!),
                Thorough = parse.GetValue(thorough),
                OnFault = fault => GraderFaults.Trace(fault, terminal),
            };
            var file = ReportFile.Named(parse.GetValue(output));
            var submission = SubmissionPath.Read(parse.GetValue(path)!, parse.GetValue(planOnly), terminal);
            var verdict = IsForeignCode(submission, options)
                ? Judge.Apart(parse.GetValue(path)!, options, terminal)
                : Grader.Judge(submission, options);
            var report = Write(verdict, parse.GetValue(format)!, terminal, toTerminal: file is null);
            ReportFile.Write(report, file, terminal);
            GraderFaults.Mention(verdict, terminal);
            return verdict.ExitCode;
        });
        return command;
    }

    // Code of someone else's, to be run in a sandbox: by a judge apart, who shares a network with nobody but its server.
    private static bool IsForeignCode(Submission submission, GraderOptions options) =>
        submission is { PlanOnly: false, Sources.Count: > 0 }
        && options is { OwnCode: false, Sandbox: not SandboxChoice.None } or { Sandbox: SandboxChoice.Bwrap };

    private static string Write(Verdict verdict, string format, Terminal terminal, bool toTerminal) =>
        format switch
        {
            "json" => JsonReport.Write(verdict),
            "markdown" => MarkdownReport.Write(verdict),
            _ => TextReport.Write(verdict, new TextStyle(toTerminal && terminal.Colour, terminal.Command)),
        };
}

using System.CommandLine;
using SelectQuest.Grading;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Reports.Exchange;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest verify PATH</c>: judges one submission.</summary>
internal static class Verify
{
    public static Command Command(Terminal terminal)
    {
        var path = SubmissionPath.Argument("A repo's folder, a plan's file, or - for a plan pasted on stdin.");
        var planOnly = new Option<bool>("--plan-only") { Description = "Judge the plan alone." };
        var format = new Option<string>("--format")
        {
            Description = "How to report.",
            DefaultValueFactory = _ => ReportFormats.Default,
        }.AcceptOnlyFromAmong(ReportFormats.Names);
        var facts = new Option<string[]>("--classroom50")
        {
            Description = "For --format classroom50, where its runner's variables are not set: owner=..., commit=...",
            HelpName = "FIELD=VALUE",
        };
        var sandbox = SandboxOption.New();
        var thorough = new Option<bool>("--thorough")
        {
            Description = "Also 200 and 900 clients, and 1,000 that come and go: about a minute more.",
        };
        var output = ReportFile.Option("Write the report to this file instead of the terminal.");
        var only = new Option<string>("--only") { Description = "Judge one criterion, C1 to C5." }.AcceptOnlyFromAmong(
            Enum.GetNames<Criterion>()
        );
        var watch = new Option<bool>("--watch") { Description = "Judge again at every save, until Ctrl-C." };
        var command = new Command("verify", "Judge a repo or a plan against the five criteria.")
        {
            path,
            planOnly,
            only,
            sandbox,
            thorough,
            format,
            facts,
            output,
            watch,
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
            var chosen = parse.GetValue(format)!;
            var write = ReportFormats.Writer(chosen, terminal, toTerminal: file is null, parse.GetValue(facts) ?? []);
            return parse.GetValue(watch) ? VerifyOnSave.Run(parse.GetValue(path)!, JudgeOnce, terminal) : JudgeOnce();

            int JudgeOnce()
            {
                try
                {
                    var submission = SubmissionPath.Read(parse.GetValue(path)!, parse.GetValue(planOnly), terminal);
                    var verdict = IsForeignCode(submission, options)
                        ? Judge.Apart(parse.GetValue(path)!, options, terminal)
                        : Grader.Judge(submission, options);
                    ReportFile.Write(write(verdict), file, terminal);
                    GraderFaults.Mention(verdict, terminal);
                    return verdict.ExitCode;
                }
                catch (Exception failure) when (chosen == ReportFormats.Gradescope)
                {
                    ReportFile.Write(GradescopeReport.WriteFailure(Reason(failure)), file, terminal);
                    throw;
                }
            }
        });
        return command;
    }

    // Code of someone else's, to be run in a sandbox: by a judge apart, who shares a network with nobody but its server.
    private static bool IsForeignCode(Submission submission, GraderOptions options) =>
        submission is { PlanOnly: false, Sources.Count: > 0 }
        && options
            is { OwnCode: false, Sandbox: not SandboxChoice.None }
                or { Sandbox: SandboxChoice.Bwrap or SandboxChoice.Container };

    private static string Reason(Exception failure) =>
        failure is UnusableInputException
            ? failure.Message
            : $"the grader failed ({failure.GetType().Name}), which costs nothing.";
}

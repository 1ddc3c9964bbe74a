using System.CommandLine;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Evidence.Traces;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest trace PATH</c>: records what a submission's loop asks of the kernel, and what it is told.</summary>
internal static class Trace
{
    public const int Recorded = 0;
    public const int EndedEarly = 1;

    private const string StandardOutput = "-";
    private const int Clients = 50;
    private const int MostClients = 400;

    public static Command Command(Terminal terminal)
    {
        var path = SubmissionPath.Argument("A repo's folder.");
        var scenario = WholeNumber.Option(
            "--scenario",
            "Play one of the quest's six with real clients: "
                + string.Join(", ", QuestScenario.All.Select(each => $"{each.Number} {each.Name}"))
                + ".",
            least: 1,
            most: QuestScenario.All.Count
        );
        var seed = WholeNumber.Option(
            "--seed",
            "Run a schedule of the simulated kernel: the one that verify names with SEED=N."
        );
        var clients = WholeNumber.Option(
            "--clients",
            $"How many clients there are, 1 to {MostClients}; {Clients} if you do not say.",
            least: 1,
            most: MostClients
        );
        var sandbox = SandboxOption.New();
        var output = ReportFile.Option("Write the trace to this file; without it, or with -, to standard output.");
        var command = new Command(
            "trace",
            "Record every iteration of a loop as JSON Lines: sets in and out, nfds, timeout, every call and its result."
        )
        {
            path,
            scenario,
            seed,
            clients,
            sandbox,
            output,
        };
        command.SetAction(parse =>
        {
            var (number, drawn) = (parse.GetValue(scenario), parse.GetValue(seed));
            if (number is null == drawn is null)
            {
                throw new UnusableInputException(
                    "name what to record: --scenario 1 to 6 for real clients, or --seed N for the simulated kernel"
                        + (number is null ? "." : "; one of the two.")
                );
            }

            var options = new TraceOptions
            {
                Scenario = number is { } named ? QuestScenario.All[named - 1] : null,
                Seed = drawn,
                Clients = parse.GetValue(clients) ?? Clients,
                Sandbox = parse.GetValue(sandbox),
                OwnCode = SubmissionPath.IsAroundHere(parse.GetValue(path)!),
            };
            return Record(parse.GetValue(path)!, parse.GetValue(output), options, terminal);
        });
        return command;
    }

    private static int Record(string path, string? output, TraceOptions options, Terminal terminal)
    {
        var file = output is StandardOutput ? null : ReportFile.Named(output);
        var submission = ReadRepo(path, terminal);
        try
        {
            using var trace = file is null ? null : new TraceFile(file);
            var summary = SubmissionTrace.Record(submission, options, trace?.Writer ?? terminal.Output);
            trace?.Keep();
            return Say(summary, file, terminal);
        }
        catch (NothingToRunException nothing)
        {
            terminal.Error.WriteLine(
                $"selectquest: nothing was recorded: {PlainText.OneLine(nothing.Message)}. "
                    + $"See what verify says: {terminal.Command} verify {path}"
            );
            return EndedEarly;
        }
        catch (TraceUnwritableException unwritable)
        {
            throw TraceFile.NotWritable(file ?? "standard output", unwritable);
        }
    }

    private static Submission ReadRepo(string path, Terminal terminal)
    {
        if (path == SubmissionReader.StandardInput)
        {
            throw new UnusableInputException("a plan cannot be run. Name a repo's folder.");
        }

        var submission = SubmissionPath.Read(path, planOnly: false, terminal);
        return submission.PlanOnly
            ? throw new UnusableInputException($"{path} is a plan, which cannot be run. Name a repo's folder.")
            : submission;
    }

    // Standard output may be the trace itself.
    private static int Say(TraceSummary summary, string? file, Terminal terminal)
    {
        var end = summary.End;
        var size = $"{summary.Iterations} iterations, {summary.Calls} calls";
        if (end.IsComplete)
        {
            if (file is not null)
            {
                terminal.Output.WriteLine($"{file}: {size}.");
            }

            return Recorded;
        }

        var where = end.Where is { } at ? $" ({at.File}:{at.Line})" : "";
        var kept = file is null ? "on standard output" : $"in {file}";
        terminal.Error.WriteLine(
            $"selectquest: the run ended early: {PlainText.OneLine(end.Observed.TrimEnd('.') + where)}. "
                + $"The trace up to there is {kept}: {size}."
        );
        return EndedEarly;
    }
}

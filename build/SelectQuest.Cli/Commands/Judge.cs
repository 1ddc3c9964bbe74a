using System.CommandLine;
using SelectQuest.Grading;
using SelectQuest.Grading.Judges;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest judge-for-grader</c>: for the grader itself, which starts it as a process apart; nobody types it.</summary>
internal static class Judge
{
    public static Command Command(Terminal terminal)
    {
        var command = new Command(JudgeProcess.Verb, "Answers requests on stdin; for the grader itself.")
        {
            Hidden = true,
        };
        command.SetAction(_ =>
        {
            using var requests = new StreamReader(terminal.Input());
            JudgeService.Serve(requests, terminal.Output);
            return 0;
        });
        return command;
    }

    /// <summary>Judges in a process apart.</summary>
    public static Verdict Apart(string path, GraderOptions options, Terminal terminal)
    {
        using var judge = JudgeProcess.Start(typeof(Judge).Assembly.Location, options.Sandbox);
        var reply = judge.Ask(
            new JudgeRequest(Path.GetFullPath(path), options.Sandbox)
            {
                Only = options.Only,
                Thorough = options.Thorough,
            }
        );
        foreach (var trace in reply.Traces)
        {
            GraderFaults.Trace(trace, terminal);
        }

        return reply.Verdict
            ?? throw (
                reply.Unusable is { } unusable
                    ? new UnusableInputException(unusable)
                    : new InvalidOperationException(reply.Fault)
            );
    }
}

using System.CommandLine;
using System.CommandLine.Invocation;
using SelectQuest.Cli.Commands;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli;

/// <summary>Options in, exit code out: the one place where a failure becomes a message and a number.</summary>
internal static class App
{
    public const int Unusable = 2;
    public const int GraderFault = 3;

    public static int Run(string[] args, Terminal terminal)
    {
        try
        {
            var parse = Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            return parse.Action is ParseErrorAction
                ? RefuseOptions(parse, terminal)
                : parse.Invoke(
                    new InvocationConfiguration
                    {
                        Output = terminal.Output,
                        Error = terminal.Error,
                        EnableDefaultExceptionHandler = false,
                    }
                );
        }
        catch (UnusableInputException unusable)
        {
            terminal.Error.WriteLine($"selectquest: {unusable.Message}");
            return Unusable;
        }
#pragma warning disable CA1031 // Whatever went wrong, the student reads a sentence and not a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            GraderFaults.Report(fault, terminal);
            return GraderFault;
        }
    }

    private static RootCommand Root(Terminal terminal) =>
        new("Judges a select() quest: the five criteria, in the plan and in the code.") { Verify.Command(terminal) };

    private static int RefuseOptions(ParseResult parse, Terminal terminal)
    {
        foreach (var error in parse.Errors)
        {
            terminal.Error.WriteLine($"selectquest: {error.Message}");
        }

        var verb = parse.CommandResult.Command;
        var name = verb is RootCommand ? "selectquest" : $"selectquest {verb.Name}";
        terminal.Error.WriteLine($"See what there is: {name} --help");
        return Unusable;
    }
}

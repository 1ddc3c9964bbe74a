using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using SelectQuest.Cli.Commands;
using SelectQuest.Grading.Reports;
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
            terminal.Error.WriteLine($"selectquest: {PlainText.Lines(unusable.Message)}");
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
        new("Judges a select() quest: the five criteria, in the plan and in the code.")
        {
            Verify.Command(terminal),
            Explain.Command(terminal),
            Trace.Command(terminal),
            MeasureLoad.Command(terminal),
            MakeProof.Command(terminal),
            Review.Command(terminal),
            Grade.Command(terminal),
            Merge.Command(terminal),
            Judge.Command(terminal),
        };

    private static int RefuseOptions(ParseResult parse, Terminal terminal)
    {
        var verb = parse.CommandResult.Command;
        var name = verb is RootCommand ? "selectquest" : $"selectquest {verb.Name}";
        foreach (var error in Refusals(parse))
        {
            terminal.Error.WriteLine(
                $"selectquest: {PlainText.OneLine(error.Replace("\t", "", StringComparison.Ordinal))}"
            );
        }

        terminal.Error.WriteLine($"See what there is: {name} --help");
        return Unusable;
    }

    private static IEnumerable<string> Refusals(ParseResult parse)
    {
        if (parse.CommandResult.Command is not RootCommand root)
        {
            return parse.Errors.Select(error =>
                error.SymbolResult is OptionResult option ? $"{option.Option.Name}: {error.Message}" : error.Message
            );
        }

        var verbs = string.Join(", ", root.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name));
        return
        [
            parse.UnmatchedTokens.Count > 0
                ? $"there is no verb {parse.UnmatchedTokens[0]}. Name one of these first: {verbs}."
                : $"name a verb: {verbs}.",
        ];
    }
}

using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Cli;

/// <summary>What a person reads when the grader itself is at fault.</summary>
internal static class GraderFaults
{
    private const string Ask = """
        Please report it to whoever gave you the quest: this message, the command you typed, `selectquest --version`.
        With SELECTQUEST_DEBUG=1 the command prints the detail they will ask for.
        """;

    public static void Report(Exception fault, Terminal terminal)
    {
        terminal.Error.WriteLine(
            $"""
            selectquest: the grader failed ({fault.GetType().Name}). This is not your fault and costs no points.
            {Ask}
            """
        );
        Trace(fault, terminal);
    }

    /// <summary>After a report in which something came out as error: how to tell someone who can mend it.</summary>
    public static void Mention(Verdict verdict, Terminal terminal)
    {
        if (verdict.ExitCode == App.GraderFault)
        {
            terminal.Error.WriteLine(
                $"""
                selectquest: part of the grader failed (version {verdict.GraderVersion}). This is not your fault and costs no points.
                {Ask}
                """
            );
        }
    }

    /// <summary>The stack trace, for those who asked for it.</summary>
    public static void Trace(object fault, Terminal terminal)
    {
        if (terminal.Debug)
        {
            terminal.Error.WriteLine(fault);
        }
    }
}

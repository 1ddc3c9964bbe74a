namespace SelectQuest.Cli;

/// <summary>What a person reads when the grader itself is at fault.</summary>
internal static class GraderFaults
{
    public static void Report(Exception fault, Terminal terminal)
    {
        terminal.Error.WriteLine(
            $"""
            selectquest: the grader failed ({fault.GetType().Name}). This is not your fault and costs no points.
            Please report it: this message, the command you typed, and `selectquest --version`,
            to whoever gave you the quest. SELECTQUEST_DEBUG=1 adds the detail they will ask for.
            """
        );
        if (terminal.Debug)
        {
            terminal.Error.WriteLine(fault);
        }
    }
}

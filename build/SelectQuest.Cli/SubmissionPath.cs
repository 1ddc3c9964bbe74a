using System.CommandLine;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli;

/// <summary>The PATH that most verbs take.</summary>
internal static class SubmissionPath
{
    public static Argument<string> Argument(string description) =>
        new("PATH") { Description = description, DefaultValueFactory = _ => "." };

    public static Submission Read(string path, bool planOnly, Terminal terminal)
    {
        if (path != SubmissionReader.StandardInput)
        {
            return SubmissionReader.Read(path, planOnly);
        }

        if (terminal.InputIsPerson)
        {
            terminal.Error.WriteLine(
                OperatingSystem.IsWindows()
                    ? "Paste the plan, then press Ctrl+Z and Enter."
                    : "Paste the plan, then press Ctrl+D on a line of its own."
            );
        }

        using var stdin = terminal.Input();
        return SubmissionReader.ReadPasted(stdin);
    }
}

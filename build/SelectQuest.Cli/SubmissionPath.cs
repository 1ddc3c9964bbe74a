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

    /// <summary>Is it the repo one stands in, at its root or below?</summary>
    public static bool IsAroundHere(string path)
    {
        if (path is "" or SubmissionReader.StandardInput)
        {
            return false;
        }

        var here = Path.TrimEndingDirectorySeparator(Environment.CurrentDirectory) + Path.DirectorySeparatorChar;
        var there = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar;
        return here.StartsWith(there, StringComparison.Ordinal);
    }
}

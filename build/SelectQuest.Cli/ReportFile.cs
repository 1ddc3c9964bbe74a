using System.CommandLine;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli;

/// <summary>The <c>--output FILE</c> that most verbs take.</summary>
internal static class ReportFile
{
    public static Option<string> Option(string description) =>
        new("--output", "-o") { Description = description, HelpName = "FILE" };

    /// <summary>Refuses before anything is judged what could never be written.</summary>
    public static string? Named(string? path)
    {
        if (path is null)
        {
            return null;
        }

        if (path.Length == 0 || Directory.Exists(path))
        {
            throw new UnusableInputException($"--output names a folder: \"{path}\". Name a file.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Directory.Exists(folder)
            ? path
            : throw new UnusableInputException(
                $"--output: there is no folder {folder}. Make it first: mkdir -p {folder}"
            );
    }

    public static void Write(string report, string? path, Terminal terminal)
    {
        if (path is null)
        {
            terminal.Output.Write(report);
            return;
        }

        try
        {
            File.WriteAllText(path, report);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"--output: {path} may not be written ({e.Message}). Name another file.");
        }
    }
}

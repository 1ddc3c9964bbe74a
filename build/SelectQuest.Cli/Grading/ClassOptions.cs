using System.CommandLine;
using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Grading;

/// <summary>What a class's reports are made from beside its results; read before anything is judged.</summary>
internal sealed record ClassInput(string Report, Rubric Rubric, IReadOnlyList<Override> Overrides, Roster? Roster);

/// <summary>The options that <c>grade</c> and <c>merge</c> share.</summary>
internal sealed class ClassOptions
{
    private readonly Option<string> report = new("--out", "-o")
    {
        Description = "The report's folder; it is made if it is not there.",
        HelpName = "REPORT",
        Required = true,
    };

    private readonly Option<string> roster = new("--roster")
    {
        Description = "The class list (CSV with a header), as Canvas or Moodle export it.",
        HelpName = "FILE",
    };

    private readonly Option<string> overrides = new("--overrides")
    {
        Description = "Your own decisions, each with its reason (YAML).",
        HelpName = "FILE",
    };

    private readonly Option<string> rubric = new("--rubric")
    {
        Description = "What each half is worth (YAML); 10 points each without it.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(report);
        command.Add(roster);
        command.Add(overrides);
        command.Add(rubric);
    }

    /// <exception cref="UnusableInputException">A file is not what it should be, or the folder cannot be made.</exception>
    public ClassInput Read(ParseResult parse)
    {
        var folder = Path.GetFullPath(parse.GetValue(report)!);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"--out: the folder {folder} cannot be made: {refused.Message}");
        }

        return new ClassInput(
            folder,
            parse.GetValue(rubric) is { } worth ? Rubric.Read(worth) : Rubric.OfTheQuest,
            parse.GetValue(overrides) is { } decided ? Overrides.Read(decided) : [],
            parse.GetValue(roster) is { } list ? Roster.Read(ReadText(list, "--roster")) : null
        );
    }

    private static string ReadText(string path, string option)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{option}: {path} could not be read: {refused.Message}");
        }
    }
}

using System.Globalization;
using SelectQuest.Corpus;
using SelectQuest.Grading.Tests.Corpus;
using SelectQuest.Grading.Tests.Sources;

// dotnet run --project tests/SelectQuest.Corpus -- [NAME...] [--output FILE]
// dotnet run --project tests/SelectQuest.Corpus -- repeat TIMES [NAME...] [--known FOLDER]
// dotnet run --project tests/SelectQuest.Corpus -- found
// dotnet run --project tests/SelectQuest.Corpus -- class QUEST FOLDER STUDENTS
if (args is ["class", var quest, var folder, var students])
{
    Classroom.Make(quest, folder, int.Parse(students, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["found"])
{
    Console.Write(Discovery.Page(Discovery.All(line => Console.Error.Write(line))));
    return 0;
}

if (args is ["repeat", var times, .. var some])
{
    var (chosen, known) = Until("--known", some);
    string[] cases = chosen.Length > 0 ? chosen : [.. CorpusSubmission.Names];
    if (!int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var often) || often == 0)
    {
        Console.Error.WriteLine($"repeat TIMES [NAME...] [--known FOLDER]: {times} is not how often.");
        return 2;
    }

    if (cases.Except(CorpusSubmission.Names).FirstOrDefault() is { } unknown)
    {
        Console.Error.WriteLine($"There is no case {unknown}: the cases are the folders of {CorpusSubmission.Corpus}.");
        return 2;
    }

    JudgedBefore judgements;
    FileStream alone;
    try
    {
        judgements = new JudgedBefore(known ?? Directory.CreateTempSubdirectory("selectquest-repeat-").FullName);
        alone = judgements.Alone();
    }
    catch (Exception unusable) when (unusable is InvalidDataException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(unusable.Message);
        return 2;
    }

    using var untilDone = alone;
    var differences = Repetition.Differences(cases, often, judgements, line => Console.Error.Write(line));
    Console.WriteLine(
        $"{cases.Length} cases, each judged {cases.Min(judgements.Times)} times: {differences.Count} came out in more than one way."
    );
    differences.ToList().ForEach(Console.WriteLine);
    if (differences.Count > 0)
    {
        Console.WriteLine($"Was a report meant to change? Then take its old line out of {judgements.Tally}.");
    }

    return differences.Count == 0 ? 0 : 1;
}

var (names, output) = Until("--output", args);

var judged = JudgedCase.All(names, line => Console.Error.Write(line));
var page = ConfusionTable.Write(judged);
if (names.Length == 0)
{
    page += $"\n## How soon a bug shows\n\n{Discovery.Page(Discovery.All(line => Console.Error.Write(line)))}";
}

Console.Write(page);
if (output is not null)
{
    File.WriteAllText(output, page);
}

return judged.All(one => one.Wrong.Count == 0) ? 0 : 1;

// The words before an option, and its value; null without it.
static (string[] Words, string? Value) Until(string option, string[] words) =>
    ([.. words.TakeWhile(word => word != option)], words.SkipWhile(word => word != option).Skip(1).FirstOrDefault());

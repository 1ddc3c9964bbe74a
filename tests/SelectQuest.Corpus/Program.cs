using System.Globalization;
using SelectQuest.Corpus;
using SelectQuest.Grading.Tests.Corpus;
using SelectQuest.Grading.Tests.Sources;

// dotnet run --project tests/SelectQuest.Corpus -- [NAME...] [--output FILE]
// dotnet run --project tests/SelectQuest.Corpus -- repeat TIMES [NAME...]
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
    var cases = some.Length > 0 ? some : [.. CorpusSubmission.Names];
    var differences = Repetition.Differences(
        cases,
        int.Parse(times, CultureInfo.InvariantCulture),
        line => Console.Error.Write(line)
    );
    Console.WriteLine($"{cases.Length} cases, {times} times each: {differences.Count} came out in more than one way.");
    differences.ToList().ForEach(Console.WriteLine);
    return differences.Count == 0 ? 0 : 1;
}

var output = args.SkipWhile(word => word != "--output").Skip(1).FirstOrDefault();
var names = args.TakeWhile(word => word != "--output").ToArray();

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

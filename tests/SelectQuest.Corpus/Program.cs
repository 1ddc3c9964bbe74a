using SelectQuest.Corpus;

// dotnet run --project tests/SelectQuest.Corpus -- [NAME...] [--output FILE]
var output = args.SkipWhile(word => word != "--output").Skip(1).FirstOrDefault();
var names = args.TakeWhile(word => word != "--output").ToArray();

var judged = JudgedCase.All(names, line => Console.Error.Write(line));
var page = ConfusionTable.Write(judged);
Console.Write(page);
if (output is not null)
{
    File.WriteAllText(output, page);
}

return judged.All(one => one.Wrong.Count == 0) ? 0 : 1;

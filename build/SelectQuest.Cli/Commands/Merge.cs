using System.CommandLine;
using SelectQuest.Cli.Grading;
using SelectQuest.Grading.Batch;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest merge REPORT... --out ALL</c>: joins the reports of shards.</summary>
internal static class Merge
{
    public static Command Command(Terminal terminal)
    {
        var reports = new Argument<string[]>("REPORTS")
        {
            Description = "The folders that grade wrote, in any order.",
            Arity = ArgumentArity.OneOrMore,
        };
        var options = new ClassOptions();
        var command = new Command("merge", "Join the reports of shards into one.") { reports };
        options.AddTo(command);
        command.SetAction(parse =>
        {
            var input = options.Read(parse);
            var results = SelectQuest.Grading.Batch.Merge.Of(parse.GetValue(reports)!);
            var store = new ResultStore(input.Report);
            foreach (var result in results)
            {
                store.Keep(result);
            }

            store.KeepOnly(results.Select(result => result.Slug).ToHashSet(StringComparer.Ordinal));
            ClassReports.Write(input, results, terminal);
            return 0;
        });
        return command;
    }
}

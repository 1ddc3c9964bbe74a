using System.CommandLine;
using SelectQuest.Cli.Grading;
using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Reports;

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
            var parts = parse.GetValue(reports)!;
            var results = SelectQuest.Grading.Batch.Merge.Of(parts);
            var whole = BatchFile.Joined([.. parts.Select(BatchFile.Read).OfType<BatchFile>()]);
            whole?.Write(input.Report);
            var store = new ResultStore(input.Report);
            foreach (var result in results)
            {
                store.Keep(result);
            }

            store.KeepOnly(results.Select(result => result.Slug).ToHashSet(StringComparer.Ordinal));
            ClassReports.Write(input, results, terminal, parts);
            return Tell(whole, results, terminal);
        });
        return command;
    }

    /// <returns>0; 1 if something that was found has no result in any part.</returns>
    private static int Tell(BatchFile? whole, IReadOnlyList<Result> results, Terminal terminal)
    {
        var there = results.Select(result => result.Slug).ToHashSet(StringComparer.Ordinal);
        string[] missing =
        [
            .. whole?.Submissions.Where(one => !there.Contains(one.Key)).Select(one => PlainText.OneLine(one.Value))
                ?? [],
        ];
        if (missing.Length == 0)
        {
            return 0;
        }

        terminal.Error.WriteLine(
            $"{missing.Length} of {whole!.Submissions.Count} have no result: {string.Join(", ", missing)}. Grade the shards they belong to, and merge again."
        );
        return 1;
    }
}

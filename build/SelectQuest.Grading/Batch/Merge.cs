using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Batch;

/// <summary>Joins the results of shards, in any order.</summary>
internal static class Merge
{
    /// <summary>Every result of every report, each once.</summary>
    /// <exception cref="UnusableInputException">Two reports say different things of one submission: both are named.</exception>
    public static IReadOnlyList<Result> Of(IReadOnlyList<string> reports)
    {
        var all = new SortedDictionary<string, (Result Result, string Report)>(StringComparer.Ordinal);
        foreach (var report in reports)
        {
            foreach (var result in ResultStore.All(report))
            {
                if (!all.TryAdd(result.Slug, (result, report)))
                {
                    RequireSame(all[result.Slug], (result, report));
                }
            }
        }

        RequireOneGrader([.. all.Values]);
        return [.. all.Values.Select(one => one.Result)];
    }

    private static void RequireSame((Result Result, string Report) first, (Result Result, string Report) second)
    {
        if (first.Result.ToJson() != second.Result.ToJson())
        {
            var why =
                first.Result.Key.Submission != second.Result.Key.Submission ? "belongs to two submissions"
                : first.Result.Key.Content != second.Result.Key.Content ? "was graded from two different contents"
                : first.Result.Key != second.Result.Key ? "was graded in two different ways"
                : "was graded twice with different outcomes";
            throw new UnusableInputException(
                $"{first.Result.Slug} {why}: in {first.Report} and in {second.Report}. Grade it again in one of them."
            );
        }
    }

    // Points of two rubrics or graders do not belong into one gradebook.
    private static void RequireOneGrader((Result Result, string Report)[] all)
    {
        var ways = all.GroupBy(one => (one.Result.Key.Grader, one.Result.Key.Rubric, one.Result.Key.How)).ToArray();
        if (ways is [var first, var second, ..])
        {
            throw new UnusableInputException(
                $"{first.First().Report} (grader {first.Key.Grader}, {first.Key.How}) and {second.First().Report} (grader "
                    + $"{second.Key.Grader}, {second.Key.How}) were not graded in the same way, or not by the same rubric."
            );
        }
    }
}

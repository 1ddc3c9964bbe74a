namespace SelectQuest.Grading.Tests.Batch;

/// <summary>Four processes, each with its part of a class, and one that joins what they wrote.</summary>
public class ShardsMerge
{
    private const int Shards = 4;

    [Fact]
    public async Task Four_shards_merge_into_exactly_the_report_of_one_run()
    {
        using var students = new SmallClass();
        Assert.Equal(0, (await students.Grade("whole")).ExitCode);

        for (var shard = 1; shard <= Shards; shard++)
        {
            var part = await students.Grade($"part-{shard}", "--shard", $"{shard}/{Shards}");
            Assert.True(part.ExitCode == 0, part.Error);
        }

        // In another order than they were made in.
        var parts = Enumerable.Range(1, Shards).Reverse().Select(shard => students[$"part-{shard}"]).ToArray();
        var merged = await Cli.SelectQuestProcess.Run(["merge", .. parts, "--out", students["merged"]]);

        Assert.True(merged.ExitCode == 0, merged.Error);
        students.RequireSame("whole", "merged");

        var lost = await Cli.SelectQuestProcess.Run(["merge", .. parts[1..], "--out", students["three-of-four"]]);
        Assert.Equal(1, lost.ExitCode);
        Assert.Contains($"of {students.Count} have no result: ", lost.Error, StringComparison.Ordinal);
    }
}

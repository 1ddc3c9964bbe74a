using SelectQuest.Corpus;

namespace SelectQuest.Grading.Tests.Corpus;

/// <summary>What <c>make repeat</c> knows of earlier runs.</summary>
public sealed class JudgementsAddUp : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("selectquest-known-").FullName;

    private string Lines => Path.Combine(folder, "judged.tsv");

    [Fact]
    public void Over_several_runs()
    {
        Assert.Equal(0, new JudgedBefore(folder).Times("right"));

        new JudgedBefore(folder).Add("right", "all pass");
        var later = new JudgedBefore(folder);
        later.Add("right", "all pass");
        later.Add("wrong", "C1 fails");

        Assert.Equal(2, later.Times("right"));
        Assert.Equal(2, new JudgedBefore(folder).Times("right"));
        Assert.Equal([("all pass", 2)], new JudgedBefore(folder).Different("right"));
    }

    [Fact]
    public void A_report_that_differs_is_noticed_at_once_and_kept()
    {
        var known = new JudgedBefore(folder);

        Assert.False(known.Add("right", "all pass"));
        Assert.False(known.Add("wrong", "C1 fails"));
        Assert.True(new JudgedBefore(folder).Add("right", "C4 fails"));
        known.Add("right", "all pass");

        Assert.Equal([("all pass", 2), ("C4 fails", 1)], new JudgedBefore(folder).Different("right"));
    }

    [Fact]
    public void Half_a_line_of_a_run_that_was_killed_counts_for_nothing_and_costs_nothing()
    {
        new JudgedBefore(folder).Add("right", "all pass");
        File.AppendAllText(Lines, "right\t5f3c");

        new JudgedBefore(folder).Add("right", "all pass");

        Assert.Equal(2, new JudgedBefore(folder).Times("right"));
        Assert.Equal(3, File.ReadAllLines(Lines).Length);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

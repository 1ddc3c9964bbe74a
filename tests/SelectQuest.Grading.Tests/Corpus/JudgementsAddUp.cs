using SelectQuest.Corpus;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Corpus;

/// <summary>What <c>make repeat</c> knows of earlier runs.</summary>
public sealed class JudgementsAddUp : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("selectquest-known-").FullName;

    private string Tally => Path.Combine(folder, "judged.tsv");

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
        new JudgedBefore(folder).Add("right", "all pass");

        Assert.Equal([("all pass", 2), ("C4 fails", 1)], new JudgedBefore(folder).Different("right"));
    }

    [Fact]
    public void A_run_that_was_killed_while_it_wrote_loses_nothing()
    {
        new JudgedBefore(folder).Add("right", "all pass");
        File.WriteAllText(Tally + ".new", "right\t5f3c");

        new JudgedBefore(folder).Add("right", "all pass");

        Assert.Equal(2, new JudgedBefore(folder).Times("right"));
        Assert.Single(File.ReadAllLines(Tally));
    }

    [Fact]
    public void What_was_judged_elsewhere_counts_though_its_report_is_not_here()
    {
        new JudgedBefore(folder).Add("right", "all pass");
        Directory.GetFiles(folder, "*.json").ToList().ForEach(File.Delete);

        var here = new JudgedBefore(folder);

        Assert.True(here.Add("right", "C4 fails"));
        Assert.Equal([null, "C4 fails"], here.Different("right").Select(one => one.Report).Order());
    }

    [Fact]
    public void Only_one_run_at_a_time_adds()
    {
        using (new JudgedBefore(folder).Alone())
        {
            var thrown = Assert.Throws<IOException>(() => new JudgedBefore(folder).Alone());
            Assert.Contains(folder, thrown.Message, StringComparison.Ordinal);
        }

        new JudgedBefore(folder).Alone().Dispose();
    }

    [Theory]
    [InlineData("right\t5f3c\t1")]
    [InlineData("right 2")]
    public void A_line_that_is_none_of_ours_is_named_with_its_place(string line)
    {
        File.WriteAllText(Tally, line + "\n");

        var thrown = Assert.Throws<InvalidDataException>(() => new JudgedBefore(folder));

        Assert.StartsWith($"{Tally}:1: ", thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>The numbers that are published are numbers of the cases there are, and of no difference.</summary>
    [Fact]
    public void What_is_published_knows_every_case_and_one_report_of_each()
    {
        var published = new JudgedBefore(Path.Combine(CorpusSubmission.Corpus, "..", "judged"));

        Assert.Equal(CorpusSubmission.Names.Order(StringComparer.Ordinal), published.Names);
        Assert.All(published.Names, name => Assert.Single(published.Different(name)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

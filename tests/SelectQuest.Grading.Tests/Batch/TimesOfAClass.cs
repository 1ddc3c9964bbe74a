using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Batch;

/// <summary>How long judging took outlives a grader that is killed, and harms nobody where it is broken.</summary>
public sealed class TimesOfAClass : IDisposable
{
    private readonly TemporaryFolder report = new();

    [Fact]
    public void The_last_time_of_each_counts_and_what_was_torn_does_not()
    {
        JudgingTimes.Append(report.Path, "ada", TimeSpan.FromSeconds(1.5));
        JudgingTimes.Append(report.Path, "bilal", TimeSpan.FromMilliseconds(2));
        JudgingTimes.Append(report.Path, "ada", TimeSpan.FromSeconds(3));
        File.AppendAllText(report["times.csv"], "chiara,\ndora\nemeka,-1\nfatima,1e300\ngrace,NaN\nhana,7");

        var times = JudgingTimes.Read(report.Path);

        Assert.Equal(["ada", "bilal", "hana"], times.Keys.Order());
        Assert.Equal([3, 0.002, 7], times.OrderBy(one => one.Key).Select(one => one.Value.TotalSeconds));
    }

    [Fact]
    public void Written_whole_there_is_one_line_each_and_several_reports_are_read_as_one()
    {
        report.With("one/times.csv", "b,2.000\na,1.000\na,1.500\n");
        report.With("two/times.csv", "c,3.000\n");

        JudgingTimes.Write(report["one"], JudgingTimes.Read(report["one"], report["two"], report["three"]));

        Assert.Equal("a,1.500\nb,2.000\nc,3.000\n", File.ReadAllText(report["one/times.csv"]));
    }

    public void Dispose() => report.Dispose();
}

using System.Text.Json;
using SelectQuest.Bench.Grading;
using SelectQuest.Bench.Results;
using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Tests;

/// <summary>What becomes of the figures of <c>bench grade</c>.</summary>
public class WhatAVerdictCosts
{
    private static readonly ClassRun Hundred = new(
        100,
        2,
        200,
        [new(1, 0, 300), new(50, 25, 420), new(99, 50, 400), new(150, 75, 410), new(199, 99, 430)]
    );

    [Fact]
    public void Memory_is_the_most_until_so_many_results_were_there()
    {
        Assert.Equal(420, Hundred.MostMiB(50));
        Assert.Equal(430, Hundred.MostMiB(99));
        Assert.Null(Hundred.MostMiB(300));
    }

    [Fact]
    public void The_page_says_seconds_each_and_their_share_of_build_and_test()
    {
        var page = GradeMarkdown.Write(Figures, plotted: true);

        Assert.Contains("| 100 | 2 | 200 | 2.00 | 0.100 | 420 | 430 |", page, StringComparison.Ordinal);
        Assert.Contains("| verifying | 5.0 (4.0 to 6.0) | 0.25 (0.20 to 0.30) |", page, StringComparison.Ordinal);
        Assert.Contains("grade-class-dark.svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("busy", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_every_figure()
    {
        using var read = JsonDocument.Parse(JsonResults.Write(Figures));

        var course = read.RootElement.GetProperty("classes")[1].GetProperty("course");
        Assert.Equal(5, course.GetArrayLength());
        Assert.Equal(420, course[1].GetProperty("miB").GetDouble());
    }

    [Fact]
    public void The_plot_is_of_the_largest_class_and_none_of_none()
    {
        var script = GradePlot.Script(Figures, PlotTheme.Both[0], "x.svg");

        Assert.Contains("A class of 100", script, StringComparison.Ordinal);
        Assert.Contains("99.0 50 400.0", script, StringComparison.Ordinal);
        Assert.Null(GradePlot.Script(Figures with { Classes = [] }, PlotTheme.Both[0], "x.svg"));
    }

    private static GradeFigures Figures =>
        new(
            new("a processor", 2, "Linux", "Debian", ".NET", "2026-01-01", "0123456789", 0),
            7,
            new(20, 19, 21, 7),
            [new("verify", "verifying", new(5, 4, 6, 7), new(0.25, 0.2, 0.3, 7))],
            new("new", "`dotnet new selectquest`", new(1, 1, 1, 7), new(1.5, 1.4, 1.6, 7)),
            [new(10, 2, 30, [new(1, 0, 300)]), Hundred],
            new(300_000, 290_000, 310_000, 7)
        );
}

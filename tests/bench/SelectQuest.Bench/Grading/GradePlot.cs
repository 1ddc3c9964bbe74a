using System.Globalization;
using System.Text;
using SelectQuest.Bench.Results;

namespace SelectQuest.Bench.Grading;

/// <summary>The course of the largest class: results over time, and memory over results.</summary>
internal static class GradePlot
{
    public const string Name = "grade-class";

    public const string Words =
        "Results written over time while a class is graded, one and several at a time: straight lines; and the grader's memory, which stays flat";

    /// <returns>gnuplot's words; null if there is nothing to draw.</returns>
    public static string? Script(GradeFigures figures, PlotTheme theme, string file)
    {
        var largest = figures.Classes.Select(run => run.Submissions).DefaultIfEmpty(0).Max();
        var runs = figures.Classes.Where(run => run.Submissions == largest && run.Course.Count > 1).ToList();
        if (runs.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder(theme.Preamble(file, 920, 420));
        for (var at = 0; at < runs.Count; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"$run{at} << EOD\n");
            foreach (var moment in runs[at].Course)
            {
                text.Append(CultureInfo.InvariantCulture, $"{moment.Seconds:0.0} {moment.Done} {moment.MiB:0.0}\n");
            }

            text.Append("EOD\n");
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            set multiplot layout 1,2
            set xrange [0:*]
            set yrange [0:*]
            set key bottom right
            set title "A class of {largest}: results over time"
            set xlabel "seconds"
            set ylabel "results"
            {Plot(runs, theme, "1:2")}
            set title "What the grader and its judges hold"
            set xlabel "results"
            set ylabel "MiB"
            {Plot(runs, theme, "2:3")}
            unset multiplot

            """
        );
        return text.ToString();
    }

    private static string Plot(IReadOnlyList<ClassRun> runs, PlotTheme theme, string columns) =>
        "plot "
        + string.Join(
            ", ",
            runs.Select(
                (run, at) =>
                    $"$run{at} using {columns} with lines lc rgb \"{theme.Series[1 + at]}\" lw 2 title \"{run.Jobs} at a time\""
            )
        );
}

using System.Globalization;
using System.Text;
using SelectQuest.Bench.Results;
using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Grading;

/// <summary>The figures for people.</summary>
internal static class GradeMarkdown
{
    public static string Write(GradeFigures figures, bool plotted)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            # What a verdict costs

            Measured with `make bench-grade`: {figures.Machine.Words}.

            Medians of {figures.Rounds} rounds; in brackets the quartiles, between which the middle half of them lies. A ratio compares two
            figures of one round. {(
                figures.Machine.WasBusy
                    ? "**The machine was busy with other things when the run began.**"
                    : "Nothing else ran."
            )}

            ## One repo

            `dotnet build` and `dotnet test` of a fresh copy of the solved quest take {Seconds(figures.BuildAndTest)} s.


            """
        );
        text.Append(
            MarkdownTable.Of(
                ["", "seconds", "of build and test"],
                figures.Verifying.Select(row => new[] { row.Title, Seconds(row.Seconds), Share(row.Ratios) })
            )
        );
        text.Append("\n## A class\n\n");
        if (plotted)
        {
            text.Append(Picture.Of(GradePlot.Name, GradePlot.Words)).Append('\n');
        }

        text.Append("Submissions made from the corpus, no two alike in a row; a sandbox for each.\n\n");
        text.Append(
            MarkdownTable.Of(
                [
                    "submissions",
                    "at a time",
                    "seconds",
                    "seconds each",
                    "each of build and test",
                    "memory until 50, MiB",
                    "memory in all, MiB",
                ],
                figures.Classes.Select(run =>
                    new[]
                    {
                        Number(run.Submissions, "0"),
                        Number(run.Jobs, "0"),
                        Number(run.Seconds, "0"),
                        Number(run.SecondsEach, "0.00"),
                        Number(run.SecondsEach / figures.BuildAndTest.Median, "0.000"),
                        run.MostMiB(50) is { } mib ? Number(mib, "0") : "",
                        Number(run.Course.Select(moment => moment.MiB).DefaultIfEmpty(0).Max(), "0"),
                    }
                )
            )
        );
        var scaffold = figures.Scaffolding;
        text.Append(
            $"""

            Memory is what the grader and its judges hold at most; submissions run in sandboxes with limits of their own.

            ## The rest

            - `dotnet new selectquest` takes {Seconds(scaffold.Seconds)} s, {Share(scaffold.Ratios)} of `dotnet new console`; neither restores.
            - The simulated kernel runs {Number(figures.IterationsPerSecond.Median, "#,0")} iterations a second ({Number(
                figures.IterationsPerSecond.Lower,
                "#,0"
            )} to {Number(figures.IterationsPerSecond.Upper, "#,0")}): 50 clients, all faults, one core.

            """
        );
        return text.ToString();
    }

    private static string Seconds(Quartiles seconds) => Spread(seconds, "0.0#");

    private static string Share(Quartiles ratios) => Spread(ratios, "0.00#");

    private static string Spread(Quartiles of, string format) =>
        $"{Number(of.Median, format)} ({Number(of.Lower, format)} to {Number(of.Upper, format)})";

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}

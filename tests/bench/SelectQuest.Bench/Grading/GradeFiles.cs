using SelectQuest.Bench.Results;

namespace SelectQuest.Bench.Grading;

/// <summary>What a run leaves behind.</summary>
internal static class GradeFiles
{
    public static void Write(GradeFigures figures, string folder, TextWriter log)
    {
        Directory.CreateDirectory(folder);
        var plotted = Gnuplot.Draw(
            GradePlot.Name,
            (theme, file) => GradePlot.Script(figures, theme, file),
            folder,
            log
        );
        var page = GradeMarkdown.Write(figures, plotted);
        File.WriteAllText(
            Path.Combine(folder, "grade.json"),
            JsonResults.Write(new { Schema = "selectquest/grade-bench/v1", Figures = figures })
        );
        File.WriteAllText(Path.Combine(folder, "grade.md"), page);
        log.Write(page);
        log.WriteLine($"\nThe same: {Path.Combine(folder, "grade.md")}");
    }
}

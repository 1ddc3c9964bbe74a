namespace SelectQuest.Bench.Results;

/// <summary>Colours of a plot, for pages on white and for pages on black.</summary>
/// <param name="Series">By place: the first is the reference's, then ours, then the others.</param>
internal sealed record PlotTheme(string Name, string Ground, string Ink, string Faint, IReadOnlyList<string> Series)
{
    public static IReadOnlyList<PlotTheme> Both { get; } =
    [
        new(
            "light",
            "#ffffff",
            "#1f2328",
            "#d1d9e0",
            ["#59636e", "#0969da", "#8250df", "#1a7f37", "#bf3989", "#9a6700", "#cf222e", "#1b7c83"]
        ),
        new(
            "dark",
            "#0d1117",
            "#e6edf3",
            "#30363d",
            ["#9198a1", "#58a6ff", "#bc8cff", "#3fb950", "#f778ba", "#d29922", "#ff7b72", "#39c5cf"]
        ),
    ];

    /// <summary>What every plot begins with, in gnuplot's words.</summary>
    /// <param name="file">Where the picture goes.</param>
    public string Preamble(string file, int width, int height) =>
        $"""
            set terminal svg size {width},{height} dynamic enhanced font "Helvetica,Arial,sans-serif,14" background rgb "{Ground}"
            set output "{file}"
            set encoding utf8
            set border 3 lc rgb "{Faint}"
            set tics nomirror scale 0.5 textcolor rgb "{Ink}"
            set title textcolor rgb "{Ink}" font ",16" noenhanced
            set xlabel textcolor rgb "{Ink}"
            set ylabel textcolor rgb "{Ink}"
            set key textcolor rgb "{Ink}" noenhanced
            set grid lc rgb "{Faint}" lw 1 lt 1

            """;
}

using SelectQuest.Bench.Peers;

namespace SelectQuest.Bench.Results;

/// <summary>Has a plot drawn, for light and for dark pages.</summary>
internal static class Gnuplot
{
    /// <param name="script">From a theme and the picture's file to gnuplot's words; null if there is nothing to draw.</param>
    /// <param name="folder">Takes NAME-light.svg and NAME-dark.svg.</param>
    /// <returns>Whether it was drawn.</returns>
    public static bool Draw(string name, Func<PlotTheme, string, string?> script, string folder, TextWriter log)
    {
        if (Workshop.Tool("gnuplot") is not { } gnuplot)
        {
            log.WriteLine($"{name} is left out: there is no gnuplot (apt-get install gnuplot-nox)");
            return false;
        }

        foreach (var theme in PlotTheme.Both)
        {
            if (script(theme, Path.Combine(folder, $"{name}-{theme.Name}.svg")) is not { } text)
            {
                return false;
            }

            var file = Path.GetTempFileName();
            File.WriteAllText(file, text);
            var (code, words) = Workshop.Run(gnuplot, [file]);
            File.Delete(file);
            if (code != 0)
            {
                throw new InvalidOperationException($"gnuplot: {words}");
            }
        }

        return true;
    }
}

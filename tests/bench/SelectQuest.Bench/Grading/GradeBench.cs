using SelectQuest.Bench.Results;
using SelectQuest.Bench.Statistics;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Bench.Grading;

/// <summary>What <c>make bench-grade</c> measures.</summary>
/// <param name="Kit">The kit's folder, with what <c>make demo</c> leaves in it.</param>
/// <param name="Sizes">Of the classes.</param>
internal sealed record GradeBenchOptions(string Kit, IReadOnlyList<int> Sizes, int Rounds)
{
    /// <summary>A scaffolded quest with the solution laid over it.</summary>
    public string Quest => Path.Combine(Kit, "artifacts", "demo", "my-quest");

    public string Cli => Path.Combine(Kit, "build", "SelectQuest.Cli", "bin", "Release", "net10.0", "selectquest.dll");

    /// <exception cref="UnusableInputException">There is none.</exception>
    public string Package =>
        Directory
            .EnumerateFiles(
                Path.Combine(Kit, "artifacts"),
                "SelectQuest.Templates.*.nupkg",
                SearchOption.AllDirectories
            )
            .Order(StringComparer.Ordinal)
            .LastOrDefault()
        ?? throw new UnusableInputException("There is no package of the template in artifacts: make demo comes first.");
}

/// <summary>Does it all, one thing after another: each has the machine to itself.</summary>
internal static class GradeBench
{
    /// <param name="say">Progress, a line each.</param>
    /// <exception cref="UnusableInputException">Something to be measured is not there.</exception>
    public static GradeFigures Run(GradeBenchOptions options, Action<string> say)
    {
        if (!Directory.Exists(options.Quest) || !File.Exists(options.Cli))
        {
            throw new UnusableInputException(
                "There is nothing to measure: make demo comes first, and dotnet build build/SelectQuest.Cli -c Release."
            );
        }

        var machine = Machine.This(options.Kit);
        var work = Directory.CreateTempSubdirectory("selectquest-bench-").FullName;
        try
        {
            var verifying = new VerifyRounds(options.Quest, options.Cli, work);
            verifying.Run(options.Rounds, say);
            var scaffolding = new ScaffoldRounds(options.Package, work).Run(options.Rounds, say);
            var iterations = SimulatedIterations.PerSecond(options.Rounds, say);
            var classes = new ClassRuns(options.Quest, options.Cli, work);
            int[] jobs = [.. new[] { 1, Environment.ProcessorCount }.Distinct()];
            return new(
                machine,
                options.Rounds,
                verifying.BuildAndTest,
                verifying.Results,
                scaffolding,
                [.. options.Sizes.SelectMany(size => jobs.Select(many => classes.Run(size, many, say)))],
                iterations
            );
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}

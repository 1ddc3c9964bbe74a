using System.CommandLine;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Bench.Grading;

/// <summary><c>grade</c>: what a verdict costs beside building and testing the same repo.</summary>
internal static class GradeCommand
{
    public static Command New()
    {
        var sizes = new Option<string?>("--sizes") { Description = "Submissions of a class; 1,50,300." };
        var rounds = new Option<int>("--rounds")
        {
            Description = "How often one repo is built, tested and verified; 7.",
            DefaultValueFactory = _ => 7,
        };
        var output = new Option<string?>("--output")
        {
            Description = "The folder of the results; tests/bench/results.",
        };
        var command = new Command("grade", "Measures what a verdict costs. Needs what make demo leaves behind.")
        {
            sizes,
            rounds,
            output,
        };
        command.SetAction(parse =>
        {
            try
            {
                var options = new GradeBenchOptions(
                    CommandLine.Kit,
                    CommandLine.Numbers(parse.GetValue(sizes)) ?? [1, 50, 300],
                    Math.Max(1, parse.GetValue(rounds))
                );
                var folder = parse.GetValue(output) ?? Path.Combine(options.Kit, "tests", "bench", "results");
                GradeFiles.Write(GradeBench.Run(options, Console.Error.WriteLine), folder, Console.Out);
                return CommandLine.Sound;
            }
            catch (Exception unusable) when (unusable is UnusableInputException or FormatException)
            {
                Console.Error.WriteLine(unusable.Message);
                return CommandLine.Unusable;
            }
        });
        return command;
    }
}

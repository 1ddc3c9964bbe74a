using SelectQuest.Grading.Batch;

namespace SelectQuest.Cli.Grading;

/// <summary>Writes what people and other programs read of a class.</summary>
internal static class ClassReports
{
    public static void Write(ClassInput input, IReadOnlyList<Result> results, Terminal terminal)
    {
        foreach (var result in results)
        {
            var grade = SelectQuest.Grading.Batch.Grade.Of(result.Verdict, input.Rubric, input.Overrides);
            terminal.Output.WriteLine($"{result.Slug}\t{grade.Points}\t{grade.Max}");
        }
    }
}

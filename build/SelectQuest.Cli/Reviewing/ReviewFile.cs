using System.Globalization;
using System.Text.Json;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Reviewing;

/// <summary>The schedule as it is kept in the student's repo, to be committed like everything else.</summary>
internal static class ReviewFile
{
    public const string RelativePath = ".selectquest/review.json";
    private const string Schema = "selectquest/review/v1";
    private const string DateFormat = "yyyy-MM-dd";
    private const int Largest = 64 * 1024;

    public static ReviewSchedule Read(string repo)
    {
        var path = Path.Combine(repo, RelativePath);
        if (!Path.Exists(path))
        {
            return ReviewSchedule.NotBegun;
        }

        var read = BoundedFile.Read(path, RealPath.Of(repo)!, Largest);
        if (!read.Succeeded)
        {
            throw new UnusableInputException($"{path} {read.Fault}. Remove it to begin anew.");
        }

        try
        {
            using var json = JsonDocument.Parse(read.Bytes);
            return new(Date(json.RootElement, "firstPass"), Date(json.RootElement, "lastPass"));
        }
        catch (Exception e)
            when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new UnusableInputException(
                $"{path} is not as `selectquest review` writes it. Mend it, or remove it to begin anew."
            );
        }
    }

    public static void Write(string repo, ReviewSchedule schedule)
    {
        var path = Path.Combine(repo, RelativePath);
        var text = $$"""
            {
              "schema": "{{Schema}}",
              "firstPass": "{{Text(schedule.FirstPass)}}",
              "lastPass": "{{Text(schedule.LastPass)}}"
            }

            """;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var whole = path + ".new";
            File.WriteAllText(whole, text.ReplaceLineEndings("\n"));
            File.Move(whole, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{path} may not be written ({e.Message}), so the date is not kept.");
        }
    }

    private static string? Text(DateOnly? date) => date?.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static DateOnly Date(JsonElement json, string member) =>
        DateOnly.ParseExact(json.GetProperty(member).GetString() ?? "", DateFormat, CultureInfo.InvariantCulture);
}

using System.Globalization;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Reports.Exchange;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli;

/// <summary>
/// What Classroom 50 wants to know beside the verdict: from the variables that its runner sets, or named one by one with
/// <c>--classroom50 FIELD=VALUE</c>, which goes first.
/// </summary>
internal static class Classroom50Words
{
    private const string Option = "--classroom50";
    private const string Submitted = "datetime";

    // A field, the variables that may hold it, and its value where there is none; null where somebody has to say it.
    private static readonly (string Field, string[] Variables, string? Otherwise)[] Fields =
    [
        ("classroom", ["CLASSROOM"], null),
        ("assignment", ["ASSIGNMENT"], null),
        ("assignment_type", ["ASSIGNMENT_TYPE"], "individual"),
        ("owner", ["OWNER", "USERNAME"], null),
        ("submission", ["SUBMISSION_TAG"], null),
        ("commit", ["COMMIT_URL"], null),
        ("release", ["RELEASE_URL"], null),
        // Without a comparison to show, the commit itself is what there is to review.
        ("review", ["REVIEW_URL", "COMMIT_URL"], ""),
        (Submitted, [], ""),
    ];

    private static readonly string[] Types = ["individual", "group", "team"];

    /// <exception cref="UnusableInputException">Something is missing or malformed; all that is missing is named at once.</exception>
    public static Classroom50Facts Read(string[] words, Terminal terminal)
    {
        var named = Named(words);
        var found = Fields.ToDictionary(
            f => f.Field,
            f => named.GetValueOrDefault(f.Field) ?? FromVariables(f.Variables, terminal) ?? f.Otherwise
        );
        var missing = Fields.Where(f => found[f.Field] is null).ToArray();
        if (missing.Length > 0)
        {
            throw new UnusableInputException(
                $"--format classroom50 needs {string.Join(", ", missing.Select(f => f.Field))}. "
                    + $"Its runner sets {string.Join(", ", missing.Select(f => f.Variables[0]))}; elsewhere name them: "
                    + string.Join(' ', missing.Select(f => $"{Option} {f.Field}=..."))
            );
        }

        return new(
            found["classroom"]!,
            found["assignment"]!,
            OneOf("assignment_type", found["assignment_type"]!, Types),
            found["owner"]!,
            Tag(found["submission"]!),
            found["commit"]!,
            found["release"]!,
            found["review"] is { Length: > 0 } review ? review : found["commit"]!,
            found[Submitted] is { Length: > 0 } time ? Time(time) : terminal.Clock.GetUtcNow()
        );
    }

    private static Dictionary<string, string> Named(string[] words)
    {
        var named = new Dictionary<string, string>();
        foreach (var word in words)
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            var field = at < 0 ? word : word[..at];
            if (at < 0 || at == word.Length - 1 || Fields.All(f => f.Field != field))
            {
                throw new UnusableInputException(
                    $"{Option} takes FIELD=VALUE, not {PlainText.OneLine(word)}. The fields are: {string.Join(", ", Fields.Select(f => f.Field))}."
                );
            }

            named[field] = word[(at + 1)..];
        }

        return named;
    }

    private static string? FromVariables(string[] names, Terminal terminal) =>
        names.Select(terminal.Variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private static string Tag(string tag) =>
        tag.StartsWith(Classroom50Report.TagPrefix, StringComparison.Ordinal)
            ? tag
            : throw new UnusableInputException(
                $"submission has to be the tag that was handed in, {Classroom50Report.TagPrefix}..., not {PlainText.OneLine(tag)}."
            );

    private static string OneOf(string field, string value, string[] allowed) =>
        allowed.Contains(value)
            ? value
            : throw new UnusableInputException(
                $"{field} is one of {string.Join(", ", allowed)}, not {PlainText.OneLine(value)}."
            );

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new UnusableInputException(
                $"{Submitted} is a time such as 2026-09-14T08:30:00Z, not {PlainText.OneLine(text)}."
            );
}

using System.Text.Json;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports;

/// <summary>
/// The verdict for programs, in the shape of <c>verdict.v1.schema.json</c>. All but the member <c>measured</c> is the
/// same for the same submission and grader, byte for byte.
/// </summary>
public static class JsonReport
{
    /// <summary>The first member of every report. A change that could break a reader gets a new number.</summary>
    public const string Schema = "selectquest/verdict/v1";

    /// <summary>The whole document, ending in a line break.</summary>
    public static string Write(Verdict verdict) => JsonText.Write(json => Document(json, verdict));

    private static void Document(Utf8JsonWriter json, Verdict verdict)
    {
        var entries = Entry.Of(verdict);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("graderVersion", verdict.GraderVersion);
        json.WriteStartObject("submission");
        json.WriteString("name", verdict.Submission);
        json.WriteBoolean("planOnly", verdict.PlanOnly);
        json.WriteEndObject();
        json.WriteString("howRun", verdict.HowRun);
        json.WriteString("outcome", Word(verdict.Outcome));
        json.WriteNumber("exitCode", verdict.ExitCode);
        json.WriteStartObject("score");
        json.WriteNumber("points", verdict.Score.Points);
        json.WriteNumber("max", verdict.Score.Max);
        json.WriteEndObject();
        json.Each("criteria", verdict.Criteria, Criterion);
        json.Each("doneWhen", verdict.DoneWhen, DoneWhen);
        json.Each("findings", entries.Where(e => e.Finding.NeedsAttention && !e.IsIntegrity), Finding);
        json.Each("evidence", entries.Where(e => !e.Finding.NeedsAttention && !e.IsIntegrity), Evidence);
        json.Each("integrity", entries.Where(e => e.IsIntegrity), Finding);
        json.Each("measured", entries.Where(e => e.Finding.Check.Measured is not null), Measured);
        json.WriteEndObject();
    }

    private static void Criterion(Utf8JsonWriter json, CriterionVerdict criterion)
    {
        json.WriteString("id", criterion.Criterion.ToString());
        json.WriteString("title", QuestText.Title(criterion.Criterion));
        json.WriteString("outcome", Word(criterion.Outcome));
        json.Each(
            "halves",
            criterion.Halves,
            (_, half) =>
            {
                json.WriteString("half", Word(half.Half));
                json.WriteString("outcome", Word(half.Outcome));
                json.WriteBoolean("notStarted", half.NotStarted);
                json.WriteNumber("points", Grader.Points(criterion, half));
                json.WriteNumber("max", Grader.MaxPoints(criterion, half));
            }
        );
    }

    private static void DoneWhen(Utf8JsonWriter json, DoneWhen item)
    {
        json.WriteString("id", item.Id);
        json.WriteString("text", item.Text);
        json.WriteString("outcome", Word(item.Outcome));
    }

    private static void Finding(Utf8JsonWriter json, Entry entry)
    {
        Evidence(json, entry);
        json.WriteString("story", entry.Finding.Check.Story);
        json.WriteString("why", entry.Finding.Why);
        json.WriteString("try", entry.Finding.Try);
        json.WriteString("reproduce", entry.Finding.Reproduce);
        json.WriteString("explain", entry.Finding.Explain);
    }

    private static void Evidence(Utf8JsonWriter json, Entry entry)
    {
        var check = entry.Finding.Check;
        json.WriteString("rule", check.Rule);
        json.WriteString("title", entry.Finding.Title);
        json.WriteString("outcome", Word(check.Outcome));
        json.WriteBoolean("notStarted", check.NotStarted);
        Belongs(json, entry);
        json.Each("doneWhen", entry.DoneWhen);
        if (check.Where is { } where)
        {
            json.WriteString("file", where.File);
            json.WriteNumber("line", where.Line);
            json.WriteNumber("column", where.Column);
        }
        else
        {
            json.WriteNull("file");
            json.WriteNull("line");
            json.WriteNull("column");
        }

        json.WriteString("observed", check.Observed);
    }

    private static void Measured(Utf8JsonWriter json, Entry entry)
    {
        json.WriteString("rule", entry.Finding.Check.Rule);
        Belongs(json, entry);
        json.WriteString("text", entry.Finding.Check.Measured);
    }

    private static void Belongs(Utf8JsonWriter json, Entry entry)
    {
        json.WriteString("criterion", entry.Criterion);
        json.WriteString("half", entry.Half);
    }

#pragma warning disable CA1308 // The schema's words are lower case.
    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>A finding once for each half of a criterion that rests on it, so that a reader can filter by criterion.</summary>
    private sealed record Entry(Finding Finding, string? Criterion, string? Half, IReadOnlyList<string> DoneWhen)
    {
        public bool IsIntegrity { get; private init; }

        public static IReadOnlyList<Entry> Of(Verdict verdict) => [.. Findings.Of(verdict).SelectMany(Of)];

        private static IEnumerable<Entry> Of(Finding finding)
        {
            var items = finding.BelongsTo.Where(id => id[0] == 'D').ToArray();
            var halves = finding.BelongsTo.Where(id => id[0] == 'C').Select(id => id.Split('.')).ToArray();
            foreach (var half in halves)
            {
                yield return new Entry(finding, half[0], half[1], items);
            }

            if (halves.Length == 0 && items.Length > 0)
            {
                yield return new Entry(finding, null, null, items);
            }

            if (finding.BelongsTo.Contains(Findings.Integrity))
            {
                yield return new Entry(finding, null, null, []) { IsIntegrity = true };
            }
        }
    }
}

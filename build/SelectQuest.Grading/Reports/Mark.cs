using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports;

/// <summary>How an outcome looks: always a symbol and a word, so that neither colour nor a font decides what is read.</summary>
/// <param name="Symbol">One column wide.</param>
/// <param name="Ansi">The colour's SGR code, for writers that colour.</param>
internal sealed record Mark(string Symbol, string Word, int Ansi)
{
    /// <summary>An untouched hole of the starter.</summary>
    public static Mark NotStarted { get; } = new("·", "not started", 36);

    public string Label => $"{Symbol} {Word}";

    public static Mark Of(HalfVerdict half) => half.NotStarted ? NotStarted : Of(half.Outcome);

    public static Mark Of(Outcome outcome) =>
        outcome switch
        {
            Outcome.Pass => new("✓", "pass", 32),
            Outcome.Fail => new("✗", "fail", 31),
            Outcome.Review => new("?", "review", 33),
            Outcome.Skipped => new("-", "skipped", 90),
            Outcome.Error => new("!", "error", 35),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };

    /// <summary>A submission is not begun when every half of it is an untouched hole.</summary>
    public static Mark Of(Verdict verdict) =>
        verdict.Criteria.SelectMany(c => c.Halves).All(h => h.NotStarted) ? NotStarted : Of(verdict.Outcome);

    /// <summary>An item is not begun when nothing else is wrong with it.</summary>
    public static Mark Of(DoneWhen item)
    {
        var failed = item.Checks.Where(c => c.Outcome == Outcome.Fail).ToArray();
        return failed.Length > 0 && failed.All(c => c.NotStarted) ? NotStarted : Of(item.Outcome);
    }
}

namespace SelectQuest.Grading.Verdicts;

/// <summary>How a check, half, criterion or submission came out.</summary>
public enum Outcome
{
    /// <summary>It holds.</summary>
    Pass,

    /// <summary>It is proven not to hold.</summary>
    Fail,

    /// <summary>The grader cannot tell: a person decides.</summary>
    Review,

    /// <summary>Not looked at, because a precondition failed or the evidence cannot be had here. Never decides.</summary>
    Skipped,

    /// <summary>The grader itself failed. Never costs points.</summary>
    Error,
}

/// <summary>Joins outcomes by precedence, so that the order in which checks ran cannot matter.</summary>
internal static class Outcomes
{
    /// <summary>
    /// A proven fail, else error, else review, else pass. Skipped never decides; nothing but skipped is review.
    /// </summary>
    public static Outcome Join(this IEnumerable<Outcome> outcomes)
    {
        var seen = outcomes.ToHashSet();
        return seen.Contains(Outcome.Fail) ? Outcome.Fail
            : seen.Contains(Outcome.Error) ? Outcome.Error
            : seen.Contains(Outcome.Review) ? Outcome.Review
            : seen.Contains(Outcome.Pass) ? Outcome.Pass
            : Outcome.Review;
    }
}

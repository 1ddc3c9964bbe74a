namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>How sure the reader is.</summary>
internal enum Truth
{
    Yes,
    No,

    /// <summary>Something is there that a person must read.</summary>
    Unsure,
}

/// <summary>One thing read from the plan: whether it holds, one sentence that says what was seen, and where.</summary>
/// <param name="Line">0 where there is no line to show.</param>
internal sealed record Fact(Truth Truth, string Observed, int Line = 0, int Column = 1)
{
    public static Fact Yes(string observed, int line, int column = 1) => new(Truth.Yes, observed, line, column);

    public static Fact No(string observed, int line = 0, int column = 1) => new(Truth.No, observed, line, column);

    public static Fact Unsure(string observed, int line = 0, int column = 1) =>
        new(Truth.Unsure, observed, line, column);
}

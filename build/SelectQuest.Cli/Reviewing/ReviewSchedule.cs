namespace SelectQuest.Cli.Reviewing;

/// <summary>When the three questions come back: on fixed days after they were first answered.</summary>
/// <param name="FirstPass">Null until then.</param>
/// <param name="LastPass">The latest day all three were right.</param>
internal sealed record ReviewSchedule(DateOnly? FirstPass, DateOnly? LastPass)
{
    /// <summary>Days after the first pass, as the quest sets them.</summary>
    public static IReadOnlyList<int> Days { get; } = [3, 7, 21, 60];

    public static ReviewSchedule NotBegun { get; } = new(null, null);

    /// <summary>The days to come back, and whether a pass on or after that day has answered for it.</summary>
    public IEnumerable<(int Day, DateOnly Due, bool Done)> Returns =>
        FirstPass is not { } first
            ? []
            : Days.Select(day => (Day: day, Due: first.AddDays(day), Done: LastPass >= first.AddDays(day)));

    /// <summary>The next day to come back; null before the first pass and after the last return.</summary>
    public DateOnly? Next => Returns.Where(r => !r.Done).Select(r => (DateOnly?)r.Due).FirstOrDefault();

    /// <summary>All three were right on this day. A clock that was set back takes nothing away.</summary>
    public ReviewSchedule Passed(DateOnly today) =>
        new(FirstPass ?? today, LastPass is { } last && last > today ? last : today);
}

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// How often the server woke up while every client was idle. Whether that is too often depends on its timeout, which
/// whoever reads this knows.
/// </summary>
/// <param name="Watched">How long it was watched, at least: what delayed us is in it.</param>
/// <param name="BusiestThread">Voluntary context switches of the thread that made most of them: the one in <c>select</c>.</param>
/// <param name="AllThreads">The same for all threads; the runtime's own make a few.</param>
/// <param name="Processor">Processor time of the whole process.</param>
internal sealed record IdleWatch(TimeSpan Watched, long BusiestThread, long AllThreads, TimeSpan Processor)
{
    /// <summary>
    /// Wake-ups beyond those of the timeout that are nobody's fault: the end of what came before the watch, a page that had
    /// to be fetched, a lock of the runtime's.
    /// </summary>
    public const int Slack = 5;

    /// <summary>
    /// How often a thread may wake up that waits in select with this timeout while nothing happens: once for each time that
    /// it passes, also for the one that had begun before the watch, and <see cref="Slack"/>.
    /// </summary>
    /// <param name="timeout">
    /// Null, or <see cref="Timeout.InfiniteTimeSpan"/>, waits for ever. Zero or less of anything else never waits: no number
    /// is too many.
    /// </param>
    public static long Allowed(TimeSpan? timeout, TimeSpan watched) =>
        timeout is not { } wait || wait == Timeout.InfiniteTimeSpan ? Slack
        : wait <= TimeSpan.Zero ? long.MaxValue
        : (watched.Ticks / wait.Ticks) + (watched.Ticks % wait.Ticks > 0 ? 1 : 0) + Slack;

    /// <summary>More wake-ups than the timeout explains.</summary>
    public bool IsTooOftenFor(TimeSpan? timeout) => BusiestThread > Allowed(timeout, Watched);
}

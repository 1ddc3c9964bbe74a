namespace SelectQuest.Bench.Statistics;

/// <summary>
/// What the benchmark has to show before its other figures mean anything: a build that is slower comes out slower, and the
/// same build twice comes out the same.
/// </summary>
/// <param name="Slowed">The slowed build's CPU per message as a share of the solution's, over all workloads; null if it did not run.</param>
/// <param name="Again">The same of the solution's second copy.</param>
internal sealed record SelfCheck(Quartiles? Slowed, Quartiles? Again)
{
    /// <summary>Three quarters of the slowed build's ratios are above 1, and above what the twin spreads to.</summary>
    public bool ShowsWhatIsSlower => Slowed is { } slowed && slowed.Lower > Math.Max(1, Again?.Upper ?? 1);

    /// <summary>The twin's median is nearer to 1 than its ratios spread.</summary>
    public bool ShowsWhatIsSame => Again is { } again && Math.Abs(again.Median - 1) <= again.Spread;

    public bool Holds => ShowsWhatIsSlower && ShowsWhatIsSame;
}

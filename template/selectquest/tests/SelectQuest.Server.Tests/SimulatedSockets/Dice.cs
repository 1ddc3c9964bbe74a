namespace SelectQuest.Server.Simulation;

/// <summary>
/// Random numbers from a seed (SplitMix64): the same seed gives the same numbers on every system and every .NET, so that
/// a schedule can be named by its seed alone.
/// </summary>
internal sealed class Dice(long seed)
{
    private ulong state = (ulong)seed;

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    /// <summary>True in <paramref name="percent"/> of 100 cases.</summary>
    public bool Chance(int percent) => Between(1, 100) <= percent;

    /// <summary>One of the given values, each as likely as the others.</summary>
    public T OneOf<T>(params ReadOnlySpan<T> values) => values[Between(0, values.Length - 1)];

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

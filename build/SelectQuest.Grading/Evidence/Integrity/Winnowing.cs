namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>
/// Document fingerprinting as Schleimer, Wilkerson and Aiken published it (Winnowing, SIGMOD 2003): every run of
/// <see cref="GramLength"/> tokens is hashed, and of every <see cref="Window"/> hashes in a row the smallest is kept, the
/// last of equal ones. Two texts that share a run of <see cref="Guarantee"/> tokens then share a kept hash, and no run
/// shorter than <see cref="GramLength"/> is ever matched.
/// </summary>
/// <remarks>
/// 16 and 8 were chosen by measuring. Shorter grams match idioms (`for`, `IsSet`, `if ... continue`) between servers of
/// different make; longer ones lose a copy that has a statement put in here and there.
/// </remarks>
internal static class Winnowing
{
    /// <summary>k, in tokens: some two statements.</summary>
    public const int GramLength = 16;

    /// <summary>w, in hashes.</summary>
    public const int Window = 8;

    /// <summary>t = w + k - 1, in tokens.</summary>
    public const int Guarantee = Window + GramLength - 1;

    private const ulong Factor = 0x9e3779b97f4a7c15;

    /// <summary>The hash of every gram, in order.</summary>
    public static uint[] Grams(IReadOnlyList<TokenAt> tokens)
    {
        if (tokens.Count < GramLength)
        {
            return [];
        }

        var outgoing = 1UL;
        for (var i = 1; i < GramLength; i++)
        {
            outgoing *= Factor;
        }

        var grams = new uint[tokens.Count - GramLength + 1];
        var rolling = 0UL;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i >= GramLength)
            {
                rolling -= outgoing * (ulong)tokens[i - GramLength].Kind;
            }

            rolling = (rolling * Factor) + (ulong)tokens[i].Kind;
            if (i >= GramLength - 1)
            {
                grams[i - GramLength + 1] = Mixed(rolling);
            }
        }

        return grams;
    }

    /// <summary>
    /// Which grams are kept, by index, in order. Grams in <paramref name="known"/> never are: a window of nothing else
    /// keeps none.
    /// </summary>
    public static IEnumerable<int> Kept(uint[] grams, IReadOnlySet<uint> known)
    {
        var last = -1;
        for (var from = 0; from == 0 || from + Window <= grams.Length; from++)
        {
            var smallest = -1;
            for (var i = from; i < Math.Min(from + Window, grams.Length); i++)
            {
                if (!known.Contains(grams[i]) && (smallest < 0 || grams[i] <= grams[smallest]))
                {
                    smallest = i;
                }
            }

            if (smallest > last)
            {
                yield return last = smallest;
            }
        }
    }

    // The low bits of a product depend on the last tokens alone; all bits are to depend on all.
    private static uint Mixed(ulong rolling)
    {
        rolling ^= rolling >> 33;
        rolling *= 0xff51afd7ed558ccd;
        rolling ^= rolling >> 33;
        return (uint)(rolling >> 16);
    }
}

namespace SelectQuest.Cli.Load;

/// <summary>
/// What each client sends, for ever: the same random-looking bytes, begun at another place. They are laid out once, so that
/// neither sending nor checking computes anything, and a byte that is lost, doubled or another client's cannot fit.
/// </summary>
internal static class EchoPattern
{
    /// <summary>A prime: no message is so long that it starts with the same byte as the one before.</summary>
    private const int Period = 65_521;

    /// <summary>How far the pattern can be seen in one piece.</summary>
    private const int Sight = 64 * 1024;

    /// <summary>A prime too, so that the clients' places differ from each other up to <see cref="Period"/> clients.</summary>
    private const long Stride = 9_973;

    private static readonly byte[] Bytes = Make();

    /// <summary>The bytes that client <paramref name="client"/> sends from <paramref name="offset"/> on.</summary>
    /// <param name="most">No more than so many, and never more than 64 KiB.</param>
    public static ReadOnlySpan<byte> At(int client, long offset, long most)
    {
        var place = (int)((client * Stride + offset) % Period);
        return Bytes.AsSpan(place, (int)Math.Min(most, Sight));
    }

    private static byte[] Make()
    {
        // xorshift32: the same in every run, on every runtime.
        var bytes = new byte[Period + Sight];
        var state = 2_463_534_242u;
        for (var at = 0; at < bytes.Length; at++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            bytes[at] = at < Period ? (byte)(state >> 8) : bytes[at - Period];
        }

        return bytes;
    }
}

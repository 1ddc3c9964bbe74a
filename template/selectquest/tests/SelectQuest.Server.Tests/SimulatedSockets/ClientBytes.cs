namespace SelectQuest.Server.Simulation;

/// <summary>
/// What each client sends: an endless stream of bytes that look random and differ from client to client. Since byte
/// number p of client c is always the same, no buffer needs to hold it, and a byte that comes back can be recognised:
/// whose it is, and from which place in the stream.
/// </summary>
public static class ClientBytes
{
    /// <summary>The most bytes that can be asked for at once, and the period after which a stream repeats.</summary>
    public const int Period = 1 << 16;

    private static readonly byte[] Noise = MakeNoise();

    /// <summary>Bytes <paramref name="position"/> to position + count - 1 of a client's stream.</summary>
    public static ReadOnlySpan<byte> At(int client, long position, int count) =>
        Noise.AsSpan((int)(((client * 7919L) + position) % Period), count);

    private static byte[] MakeNoise()
    {
        var dice = new Dice(1);
        var noise = new byte[2 * Period];
        for (var i = 0; i < Period; i++)
        {
            noise[i] = noise[i + Period] = (byte)dice.Between(0, 255);
        }

        return noise;
    }
}

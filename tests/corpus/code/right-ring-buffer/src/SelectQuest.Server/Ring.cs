namespace SelectQuest.Server;

/// <summary>First in, first out, in one array that is never moved and never grows.</summary>
internal sealed class Ring
{
    // A power of two, so that a mask is enough to wrap.
    public const int Capacity = 1 << 12;

    private readonly byte[] cells = new byte[Capacity];
    private uint written;
    private uint taken;

    public int Used => (int)(written - taken);

    public int Free => Capacity - Used;

    /// <summary>The free cells up to the end of the array, or up to the oldest byte.</summary>
    public Span<byte> Head()
    {
        var from = (int)(written & (Capacity - 1));
        return cells.AsSpan(from, Math.Min(Free, Capacity - from));
    }

    /// <summary>The oldest bytes, up to the end of the array.</summary>
    public ReadOnlySpan<byte> Tail()
    {
        var from = (int)(taken & (Capacity - 1));
        return cells.AsSpan(from, Math.Min(Used, Capacity - from));
    }

    public void Wrote(int count) => written += (uint)count;

    public void Took(int count) => taken += (uint)count;

    public void Forget() => taken = written;
}

namespace SelectQuest.Server;

/// <summary>A value on purpose: 24 bytes inside the connection, no object of its own until something has to wait.</summary>
internal struct Outgoing
{
    private byte[]? bytes;
    private int from;
    private int to;

    public readonly int Length => to - from;

    public readonly ReadOnlySpan<byte> Span => new(bytes, from, to - from);

    public void Append(scoped ReadOnlySpan<byte> more)
    {
        bytes ??= new byte[512];
        if (bytes.Length - to < more.Length)
        {
            var target = bytes.Length - Length < more.Length ? new byte[(Length + more.Length) * 2] : bytes;
            Span.CopyTo(target);
            to -= from;
            from = 0;
            bytes = target;
        }

        more.CopyTo(bytes.AsSpan(to));
        to += more.Length;
    }

    public void Advance(int count)
    {
        from += count;
        if (from == to)
        {
            this = default;
        }
    }
}

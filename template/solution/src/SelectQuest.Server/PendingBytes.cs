namespace SelectQuest.Server;

/// <summary>
/// The tail of what <c>send</c> did not take, in order. Empty for nearly every client nearly all the time, so it costs
/// nothing until the first byte has to wait.
/// </summary>
public sealed class PendingBytes
{
    private const int SmallestBuffer = 4 * 1024;

    /// <summary>A buffer that grew beyond this for one bad moment is given back when the moment is over.</summary>
    private const int LargestKept = 64 * 1024;

    private byte[] buffer = [];
    private int start;

    /// <summary>How many bytes the kernel has yet to take.</summary>
    public int Length { get; private set; }

    /// <summary>Nothing is owed.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The pending bytes, oldest first. Valid until the next change.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(start, Length);

    /// <summary>Queues <paramref name="tail"/> behind what is pending already.</summary>
    public void Append(ReadOnlySpan<byte> tail)
    {
        if (start + Length + tail.Length > buffer.Length)
        {
            MakeRoom(tail.Length);
        }

        tail.CopyTo(buffer.AsSpan(start + Length));
        Length += tail.Length;
    }

    /// <summary>The kernel took the oldest <paramref name="sent"/> bytes: only an index moves, however long the rest is.</summary>
    public void RemoveFirst(int sent)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sent, Length);
        start += sent;
        Length -= sent;
        if (IsEmpty)
        {
            Clear();
        }
    }

    /// <summary>Forgets everything: there is nobody left to send it to.</summary>
    public void Clear()
    {
        start = 0;
        Length = 0;
        if (buffer.Length > LargestKept)
        {
            buffer = [];
        }
    }

    /// <summary>
    /// Moves the bytes to the front of a buffer that is at least half empty afterwards: so each byte is moved a small,
    /// constant number of times on average, whatever the client's pace.
    /// </summary>
    private void MakeRoom(int more)
    {
        var needed = checked(Length + more);
        var target = needed > buffer.Length / 2 ? new byte[Math.Max(SmallestBuffer, checked(needed * 2))] : buffer;
        Bytes.CopyTo(target);
        buffer = target;
        start = 0;
    }
}

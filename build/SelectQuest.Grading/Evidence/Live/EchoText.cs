using System.Globalization;
using System.Text;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// The bytes a client sends: messages of 64 bytes that name the client and count up, so that no byte that is lost,
/// repeated, moved, changed or sent to someone else can go unnoticed.
/// </summary>
internal sealed class EchoText
{
    public const int MessageBytes = 64;

    /// <summary>
    /// After so many messages they repeat: made once, compared as a block, so that we are faster than any server. No
    /// buffer has the size of a period, so a buffer that is lost or doubled still shows.
    /// </summary>
    private const int Period = 255;

    private const int NumberAt = 7;
    private const int NumberDigits = 6;

    private readonly byte[] block;

    /// <param name="client">0 to 999,999; no two connections of a run share one.</param>
    public EchoText(int client)
    {
        var number = client.ToString("D6", CultureInfo.InvariantCulture);
        var text = new StringBuilder(Period * MessageBytes);
        for (var count = 0; count < Period; count++)
        {
            text.Append("client ").Append(number).Append(" message ");
            text.Append(count.ToString("D3", CultureInfo.InvariantCulture)).Append(' ');
            while (text.Length % MessageBytes != MessageBytes - 1)
            {
                text.Append((char)('a' + ((client + text.Length) % 26)));
            }

            text.Append('\n');
        }

        block = Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Writes what the client sends from <paramref name="offset"/> on.</summary>
    public void Fill(Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var part = From(offset, bytes.Length);
            part.CopyTo(bytes);
            bytes = bytes[part.Length..];
            offset += part.Length;
        }
    }

    /// <summary>How many of <paramref name="bytes"/> are what the client sends from <paramref name="offset"/> on.</summary>
    public int CountRight(ReadOnlySpan<byte> bytes, long offset)
    {
        var right = 0;
        while (right < bytes.Length)
        {
            var part = From(offset + right, bytes.Length - right);
            var same = part.CommonPrefixLength(bytes[right..]);
            right += same;
            if (same < part.Length)
            {
                break;
            }
        }

        return right;
    }

    /// <summary>Do these bytes name another client?</summary>
    public bool IsForeign(ReadOnlySpan<byte> bytes)
    {
        var label = block.AsSpan(0, NumberAt);
        for (var at = bytes.IndexOf(label); at >= 0; )
        {
            var number = bytes[(at + NumberAt)..];
            if (number.Length < NumberDigits)
            {
                return false;
            }

            if (!number[..NumberDigits].SequenceEqual(block.AsSpan(NumberAt, NumberDigits)))
            {
                return true;
            }

            var next = number.IndexOf(label);
            at = next < 0 ? -1 : at + NumberAt + next;
        }

        return false;
    }

    private ReadOnlySpan<byte> From(long offset, int most)
    {
        var rest = block.AsSpan((int)(offset % block.Length));
        return rest[..Math.Min(rest.Length, most)];
    }
}

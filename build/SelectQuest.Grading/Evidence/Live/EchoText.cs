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

    private const int NumberAt = 7;
    private const int NumberDigits = 6;
    private const int CountAt = 22;
    private const int CountDigits = 9;

    private readonly byte[] message;

    /// <param name="client">0 to 999,999; no two connections of a run share one.</param>
    public EchoText(int client)
    {
        var head = $"client {client.ToString("D6", CultureInfo.InvariantCulture)} message 000000000 ";
        var filler = string.Concat(
            Enumerable.Range(0, MessageBytes - head.Length - 1).Select(i => (char)('a' + ((client + i) % 26)))
        );
        message = Encoding.ASCII.GetBytes(head + filler + "\n");
    }

    /// <summary>Writes what the client sends from <paramref name="offset"/> on.</summary>
    public void Fill(Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var (count, start) = Math.DivRem(offset, MessageBytes);
            for (var digit = CountDigits - 1; digit >= 0; digit--)
            {
                (count, var value) = Math.DivRem(count, 10);
                message[CountAt + digit] = (byte)('0' + value);
            }

            var part = message.AsSpan((int)start);
            part = part[..Math.Min(part.Length, bytes.Length)];
            part.CopyTo(bytes);
            bytes = bytes[part.Length..];
            offset += part.Length;
        }
    }

    /// <summary>Do these bytes name another client?</summary>
    public bool IsForeign(ReadOnlySpan<byte> bytes)
    {
        var label = message.AsSpan(0, NumberAt);
        for (var at = bytes.IndexOf(label); at >= 0; )
        {
            var number = bytes[(at + NumberAt)..];
            if (number.Length < NumberDigits)
            {
                return false;
            }

            if (!number[..NumberDigits].SequenceEqual(message.AsSpan(NumberAt, NumberDigits)))
            {
                return true;
            }

            var next = number.IndexOf(label);
            at = next < 0 ? -1 : at + NumberAt + next;
        }

        return false;
    }
}

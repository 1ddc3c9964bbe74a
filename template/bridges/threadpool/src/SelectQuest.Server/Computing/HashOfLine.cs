using System.Security.Cryptography;

namespace SelectQuest.Server.Computing;

/// <summary>
/// A line protocol. A request is a line of at most 4095 bytes and a newline; its reply is the SHA-256 of the line without
/// the newline, hashed on, 100 times altogether, as 64 lower-case hexadecimal digits and a newline.
/// </summary>
public sealed class HashOfLine : IWork
{
    /// <summary>Some tenths of a millisecond: nothing to one client, and with a thousand of them the loop would stand still.</summary>
    public const int Iterations = 100;

    private const byte Newline = (byte)'\n';

    private static readonly byte[] Digits = [.. "0123456789abcdef"u8];

    /// <inheritdoc/>
    public int LongestJob => 4096;

    /// <inheritdoc/>
    public int LongestReply => (2 * SHA256.HashSizeInBytes) + 1;

    /// <inheritdoc/>
    public int LengthOfFirstJob(ReadOnlySpan<byte> received) => received.IndexOf(Newline) + 1;

    /// <inheritdoc/>
    public int Do(ReadOnlySpan<byte> job, Span<byte> reply)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> next = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(job[..^1], hash);
        for (var iteration = 1; iteration < Iterations; iteration++)
        {
            SHA256.HashData(hash, next);
            next.CopyTo(hash);
        }

        for (var index = 0; index < hash.Length; index++)
        {
            reply[2 * index] = Digits[hash[index] >> 4];
            reply[(2 * index) + 1] = Digits[hash[index] & 0xF];
        }

        reply[2 * hash.Length] = Newline;
        return (2 * hash.Length) + 1;
    }
}

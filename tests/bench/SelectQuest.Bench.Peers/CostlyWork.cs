using System.Security.Cryptography;

namespace SelectQuest.Bench.Peers;

/// <summary>What a large message costs beside its echo: an iterated SHA-256, on whatever thread calls.</summary>
internal static class CostlyWork
{
    /// <summary>A message of fewer bytes costs nothing.</summary>
    public const int FewestBytes = 1024;

    /// <summary>Some milliseconds.</summary>
    private const int Iterations = 10_000;

    public static void For(ReadOnlySpan<byte> message)
    {
        if (message.Length < FewestBytes)
        {
            return;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> next = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message, hash);
        for (var iteration = 1; iteration < Iterations; iteration++)
        {
            SHA256.HashData(hash, next);
            next.CopyTo(hash);
        }
    }
}

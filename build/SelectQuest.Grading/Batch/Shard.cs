using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Batch;

/// <summary>A part of a batch: number <paramref name="Index"/> of <paramref name="Count"/>, counted from 1.</summary>
internal sealed record Shard(int Index, int Count)
{
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Reads <c>2/8</c>.</summary>
    /// <exception cref="UnusableInputException">It is nothing of the kind.</exception>
    public static Shard Parse(string text) =>
        text.Split('/') is [var index, var count]
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && i >= 1
        && i <= n
            ? new Shard(i, n)
            : throw new UnusableInputException(
                $"--shard takes I/N with I from 1 to N, such as 2/8, and not \"{text}\"."
            );

    /// <summary>Each name belongs to exactly one part, whoever asks, whatever else is in the batch.</summary>
    public bool Has(string name) =>
        BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name))) % (ulong)Count == (ulong)(Index - 1);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace SelectQuest.Server.Sockets;

/// <summary>
/// A set of file descriptors: one bit for each fd from 0 to <see cref="Size"/> - 1, laid out as the kernel's own
/// <c>fd_set</c>. It is a value: assignment copies all 1024 bits, and <c>default(FdSet)</c> is the empty set.
/// </summary>
/// <remarks>
/// <c>select</c> overwrites the sets it is given: what goes in is "tell me about these fds", what comes out is "these
/// are ready". So a set must be made anew before every call.
/// </remarks>
public struct FdSet : IEquatable<FdSet>
{
    /// <summary>FD_SETSIZE: the first fd that does not fit. C writes past the end of the array here; we throw.</summary>
    public const int Size = 1024;

    private const int BitsPerWord = 64;

    private Words words;

    /// <summary>How many fds are in the set.</summary>
    public readonly int Count
    {
        get
        {
            var count = 0;
            foreach (var word in words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>FD_ZERO: takes every fd out.</summary>
    public void Zero() => words = default;

    /// <summary>FD_SET: puts <paramref name="fd"/> in.</summary>
    /// <exception cref="ArgumentOutOfRangeException">fd is below 0, or at or beyond <see cref="Size"/>.</exception>
    public void Set(int fd)
    {
        ThrowUnlessItFits(fd);
        words[fd / BitsPerWord] |= 1UL << (fd % BitsPerWord);
    }

    /// <summary>FD_CLR: takes <paramref name="fd"/> out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">fd is below 0, or at or beyond <see cref="Size"/>.</exception>
    public void Clear(int fd)
    {
        ThrowUnlessItFits(fd);
        words[fd / BitsPerWord] &= ~(1UL << (fd % BitsPerWord));
    }

    /// <summary>FD_ISSET: is <paramref name="fd"/> in the set?</summary>
    /// <exception cref="ArgumentOutOfRangeException">fd is below 0, or at or beyond <see cref="Size"/>.</exception>
    public readonly bool IsSet(int fd)
    {
        ThrowUnlessItFits(fd);
        return (words[fd / BitsPerWord] & (1UL << (fd % BitsPerWord))) != 0;
    }

    /// <inheritdoc/>
    public readonly bool Equals(FdSet other) => ((ReadOnlySpan<ulong>)words).SequenceEqual(other.words);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is FdSet other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in words)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }

    /// <summary>The members in ascending order, as strace prints them: <c>[3 7 12]</c>.</summary>
    public override readonly string ToString()
    {
        var members = new List<int>();
        for (var fd = 0; fd < Size; fd++)
        {
            if (IsSet(fd))
            {
                members.Add(fd);
            }
        }

        return $"[{string.Join(' ', members)}]";
    }

    /// <summary>Same members?</summary>
    public static bool operator ==(FdSet left, FdSet right) => left.Equals(right);

    /// <summary>Different members?</summary>
    public static bool operator !=(FdSet left, FdSet right) => !left.Equals(right);

    private static void ThrowUnlessItFits(int fd)
    {
        if ((uint)fd >= Size)
        {
            throw new ArgumentOutOfRangeException(
                nameof(fd),
                fd,
                $"An fd_set holds fds 0 to {Size - 1} (FD_SETSIZE is {Size}). In C this call writes past the end of the set."
            );
        }
    }

    [InlineArray(Size / BitsPerWord)]
    private struct Words
    {
        private ulong first;
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>
/// An <see cref="FdSet"/> seen as 16 words of 64 bits, the way the kernel sees it: 1024 fds are compared in 16 steps.
/// </summary>
internal static class FdBits
{
    public const int PerWord = 64;

    /// <summary>Words in a set.</summary>
    public const int Words = FdSet.Size / PerWord;

    /// <summary>The set's own words: writing to the span writes to the set.</summary>
    public static Span<ulong> Of(ref FdSet set) =>
        MemoryMarshal.Cast<FdSet, ulong>(MemoryMarshal.CreateSpan(ref set, 1));

    /// <summary>The words of a set that is only looked at.</summary>
    public static ReadOnlySpan<ulong> Read(in FdSet set) =>
        MemoryMarshal.Cast<FdSet, ulong>(MemoryMarshal.CreateReadOnlySpan(in set, 1));

    /// <summary>Puts <paramref name="fd"/> in or takes it out. An fd that fits in no set is left out.</summary>
    public static void Put(ref FdSet set, int fd, bool member)
    {
        if (fd >= FdSet.Size)
        {
            return;
        }

        if (member)
        {
            set.Set(fd);
        }
        else
        {
            set.Clear(fd);
        }
    }

    /// <summary>Is the fd in the set? False for one that fits in no set.</summary>
    public static bool Has(in FdSet set, int fd) => (uint)fd < FdSet.Size && set.IsSet(fd);

    /// <summary>The lowest fd in word number <paramref name="index"/>, whose bits are <paramref name="word"/>.</summary>
    public static int Lowest(int index, ulong word) => (index * PerWord) + BitOperations.TrailingZeroCount(word);

    /// <summary>The highest fd in the set, or -1 if it is empty.</summary>
    public static int Highest(ref FdSet set)
    {
        var words = Of(ref set);
        for (var index = Words - 1; index >= 0; index--)
        {
            if (words[index] != 0)
            {
                return (index * PerWord) + BitOperations.Log2(words[index]);
            }
        }

        return -1;
    }
}

using System.Numerics;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>
/// select's answer: each set it was given is overwritten with the members that are ready. As on Linux, whole words beyond
/// nfds are neither looked at nor written.
/// </summary>
internal static class SelectReport
{
    /// <summary>How many fds below nfds are watched and ready.</summary>
    public static int Count(int nfds, ref FdSet watched, ref FdSet ready, in FdSet spurious = default)
    {
        var asked = FdBits.Of(ref watched);
        var truly = FdBits.Of(ref ready);
        var falsely = FdBits.Read(in spurious);
        var count = 0;
        for (var index = 0; index * FdBits.PerWord < nfds; index++)
        {
            var bits = asked[index] & (truly[index] | falsely[index]) & Below(nfds, index);
            count += BitOperations.PopCount(bits);
        }

        return count;
    }

    /// <summary>Overwrites a set with its ready members.</summary>
    public static void Write(int nfds, ref FdSet watched, ref FdSet ready, in FdSet spurious = default)
    {
        var asked = FdBits.Of(ref watched);
        var truly = FdBits.Of(ref ready);
        var falsely = FdBits.Read(in spurious);
        for (var index = 0; index * FdBits.PerWord < nfds; index++)
        {
            asked[index] &= (truly[index] | falsely[index]) & Below(nfds, index);
        }
    }

    /// <summary>Overwrites a set after a timeout: nobody is ready.</summary>
    public static void Empty(int nfds, ref FdSet watched) =>
        FdBits.Of(ref watched)[..((nfds + FdBits.PerWord - 1) / FdBits.PerWord)].Clear();

    /// <summary>The bits of one word that stand for fds below nfds.</summary>
    public static ulong Below(int nfds, int index)
    {
        var count = nfds - (index * FdBits.PerWord);
        return count >= FdBits.PerWord ? ulong.MaxValue : (1UL << count) - 1;
    }
}

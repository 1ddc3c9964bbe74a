using System.Runtime.InteropServices;
using SelectQuest.Bench.Peers;

namespace SelectQuest.Bench.Measuring;

/// <summary>Which processor serves and which one asks, so that neither is moved about, nor in the other's way.</summary>
/// <param name="Server">Null: any.</param>
/// <param name="Generator">Null: any.</param>
internal sealed record Cores(int? Server, int? Generator)
{
    public static Cores Any { get; } = new(null, null);

    /// <summary>0 and 1, if there are two and they may be chosen.</summary>
    public static Cores Choose() =>
        OperatingSystem.IsLinux()
        && Environment.ProcessorCount >= 2
        && Workshop.Tool("taskset") is not null
        && Workshop.Run("taskset", ["-c", "0", "true"]).Code == 0
            ? new(0, 1)
            : Any;

    public string Words =>
        this == Any
            ? "neither is held to a processor"
            : $"servers are held to processor {Server}, the load generator to processor {Generator}";

    /// <summary>Holds the thread that calls, and no other, to the generator's processor.</summary>
    public void HoldThisThread()
    {
        if (Generator is { } number)
        {
            Span<byte> mask = stackalloc byte[128];
            mask[number / 8] = (byte)(1 << (number % 8));
            _ = SetAffinity(0, mask.Length, ref MemoryMarshal.GetReference(mask));
        }
    }

    [DllImport("libc", EntryPoint = "sched_setaffinity")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAffinity(int thread, nint size, ref byte mask);
}

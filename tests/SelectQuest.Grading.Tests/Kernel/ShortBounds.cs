using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Tests.Kernel;

/// <summary>For servers that are broken: waiting the full time for them shows nothing more.</summary>
internal static class ShortBounds
{
    public static KernelBounds Of { get; } =
        new()
        {
            Start = TimeSpan.FromSeconds(3),
            Stall = TimeSpan.FromSeconds(0.75),
            Disappointed = TimeSpan.FromSeconds(0.3),
            LongestQuiet = TimeSpan.FromSeconds(1),
            Exit = TimeSpan.FromSeconds(1.5),
        };
}

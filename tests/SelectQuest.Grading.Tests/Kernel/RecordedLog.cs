using System.Runtime.CompilerServices;
using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Tests.Kernel;

/// <summary>What strace 6.1 wrote about real servers, kept as it was.</summary>
internal static class RecordedLog
{
    public static IReadOnlyList<StraceEvent> Events(string name) =>
        [.. new StraceLog().Read(new StringReader(Text(name)))];

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder(), name + ".txt"));

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Recorded");
}

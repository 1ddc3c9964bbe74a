using System.Globalization;

namespace SelectQuest.Server;

internal static class Limits
{
    private const string Path = "/proc/self/limits";
    private const string Name = "Max open files";

    /// <summary>The soft limit of open files; null where it is not known.</summary>
    public static int? OpenFiles() =>
        File.Exists(Path)
        && File.ReadLines(Path).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) is { } line
        && int.TryParse(line[Name.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;
}

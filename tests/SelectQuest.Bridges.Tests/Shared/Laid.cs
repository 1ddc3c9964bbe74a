using System.Reflection;

namespace SelectQuest.Bridges.Tests;

/// <summary>The folders this bridge is laid out from.</summary>
internal static class Laid
{
    internal const string Server = "src/SelectQuest.Server";

    internal static string Bridge => Path.Combine(Template, "bridges", Metadata("Bridge"));

    internal static string Solution => Path.Combine(Template, "solution");

    internal static string Starter => Path.Combine(Template, "selectquest");

    private static string Template => Metadata("Template");

    /// <summary>A file as the laid out repo has it: the bridge's, else the solution's, else the starter's.</summary>
    internal static string Read(string path) =>
        File.ReadAllText(
            new[] { Bridge, Solution, Starter }.Select(folder => Path.Combine(folder, path)).First(File.Exists)
        );

    /// <summary>The files below a folder of the overlay, as paths in the repo.</summary>
    internal static IEnumerable<string> FilesOfTheBridge() =>
        Directory
            .EnumerateFiles(Bridge, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Bridge, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static string Metadata(string key) =>
        typeof(Laid).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}

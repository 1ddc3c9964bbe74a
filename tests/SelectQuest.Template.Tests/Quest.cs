namespace SelectQuest.Template.Tests;

/// <summary>A generated repo on disk.</summary>
internal static class Quest
{
    /// <summary>Every file, relative to <paramref name="root"/>, with forward slashes, sorted by code unit.</summary>
    public static IReadOnlyList<string> Files(string root) =>
        [
            .. Directory
                .EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    public static string Read(string root, string file) => File.ReadAllText(Path.Combine(root, file));

    public static bool IsText(string file) => Path.GetExtension(file) is not (".nupkg" or ".png");

    /// <summary>The path of the grader package a version comes in.</summary>
    public static string GraderPackage(string version) => $"build/grader/SelectQuest.Cli.{version}.nupkg";
}

namespace SelectQuest.Cli;

/// <summary>A quest brings its grader as a local tool, which is called <c>dotnet selectquest</c>.</summary>
internal static class LocalTool
{
    private const int LongestManifest = 64 * 1024;

    /// <summary>Does the nearest tool manifest, here or above, name the grader?</summary>
    public static bool IsHere(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var manifest = new FileInfo(Path.Combine(at.FullName, ".config", "dotnet-tools.json"));
            if (manifest.Exists)
            {
                return Names(manifest);
            }
        }

        return false;
    }

    private static bool Names(FileInfo manifest)
    {
        try
        {
            return manifest.Length is > 0 and < LongestManifest
                && File.ReadAllText(manifest.FullName).Contains("\"selectquest\"", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

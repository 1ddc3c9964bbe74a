using System.Reflection;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>The starter this grader was built with, file by file: what it would issue today.</summary>
internal static class StarterFiles
{
    private const string Prefix = "Starter/";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Read = new(ReadAll);

    /// <summary>Every given file and the starter's own sources: text by path, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyDictionary<string, string> Texts => Read.Value;

    private static SortedDictionary<string, string> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            // The names were made by MSBuild: on Windows with its own separators.
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
                texts[name[Prefix.Length..].Replace('\\', '/')] = text.ReadToEnd();
            }
        }

        return texts;
    }
}

using System.Runtime.CompilerServices;

namespace SelectQuest.Grading.Tests.Submissions;

/// <summary>Repos as a student has them, with code alone.</summary>
internal static class Quests
{
    /// <summary>The starter's sources, and what is laid over them: folders of the kit's template.</summary>
    public static TemporaryFolder Repo(params string[] layers)
    {
        var quest = new TemporaryFolder();
        foreach (var layer in new[] { "selectquest" }.Concat(layers))
        {
            var from = Path.Combine(Templates(), layer);
            foreach (var file in Directory.GetFiles(Path.Combine(from, "src"), "*.cs", SearchOption.AllDirectories))
            {
                quest.With(Path.GetRelativePath(from, file), File.ReadAllBytes(file));
            }
        }

        return quest;
    }

    private static string Templates([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../template"));
}

using System.Globalization;
using System.Text.RegularExpressions;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Corpus;

/// <summary>Makes a class of repos from the corpus: each a copy of a scaffolded quest with one case laid over it, and three hostile ones.</summary>
internal static partial class Classroom
{
    // Coprime to any number of cases that is no multiple of it: neighbours in the corpus are not neighbours in class.
    private const int Stride = 7;

    private static readonly string[] LeftBehind = ["bin", "obj", "artifacts", ".git"];

    private static readonly string[] Hostile = ["build-targets-exec", "forged-score-and-exit", "kill-everyone"];

    /// <param name="quest">A scaffolded quest.</param>
    /// <param name="folder">Must not be there; holds the class afterwards.</param>
    /// <param name="students">How many, the hostile ones among them.</param>
    public static void Make(string quest, string folder, int students, bool hostile = true)
    {
        string[] others = hostile ? Hostile : [];
        foreach (var name in others)
        {
            var repo = Path.Combine(folder, $"hostile-{name}");
            Copy(quest, repo);
            Copy(Path.Combine(CorpusSubmission.Root, "template", "solution"), repo);
            Copy(Path.Combine(CorpusSubmission.Root, "tests", "corpus", "hostile", name), repo);
            File.Delete(Path.Combine(repo, "label.json"));
        }

        var cases = CorpusSubmission.Names;
        for (var number = 0; number < students - others.Length; number++)
        {
            var name = cases[number * Stride % cases.Count];
            var repo = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number + 1:000}-{name}"));
            Copy(quest, repo);
            Copy(Path.Combine(CorpusSubmission.Root, "template", "solution"), repo);
            var source = Path.Combine(repo, "src", "SelectQuest.Server");
            foreach (var path in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).ToArray())
            {
                if (
                    !path.Contains(
                        $"{Path.DirectorySeparatorChar}Sockets{Path.DirectorySeparatorChar}",
                        StringComparison.Ordinal
                    )
                )
                {
                    File.Delete(path);
                }
            }

            var sources = CorpusSubmission.Case(name).Sources;
            foreach (var file in sources)
            {
                var path = Path.Combine(repo, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
            }

            PlanTimeoutOf(sources.Select(file => file.Text), repo);
        }
    }

    // Every student has the solution's plan. One who waits half a second has planned to.
    private static void PlanTimeoutOf(IEnumerable<string> sources, string repo)
    {
        var waits = sources.Select(text => Milliseconds().Match(text)).FirstOrDefault(match => match.Success);
        if (waits is null)
        {
            return;
        }

        var count = waits.Groups["count"].Value.Replace("_", "", StringComparison.Ordinal);
        var milliseconds = int.Parse(count, CultureInfo.InvariantCulture);
        var timeval = $"tv_sec = {milliseconds / 1000}, tv_usec = {milliseconds % 1000 * 1000}";
        var plan = Path.Combine(repo, "week-3", "day2-select-plan.md");
        File.WriteAllText(
            plan,
            File.ReadAllText(plan)
                .Replace("timeout = 1 s", $"timeout = {milliseconds} ms", StringComparison.Ordinal)
                .Replace("1 s (`tv_sec = 1, tv_usec = 0`", $"{milliseconds} ms (`{timeval}`", StringComparison.Ordinal)
        );
    }

    [GeneratedRegex(@"TimeSpan\.FromMilliseconds\((?<count>[0-9_]+)\)")]
    private static partial Regex Milliseconds();

    /// <summary>A folder and all in it, but what a build leaves behind.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            if (!LeftBehind.Contains(Path.GetFileName(folder)))
            {
                Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
            }
        }
    }
}

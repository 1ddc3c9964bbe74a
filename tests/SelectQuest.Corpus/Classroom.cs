using System.Globalization;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Corpus;

/// <summary>Makes a class of repos from the corpus: each a copy of a scaffolded quest with one case laid over it, and three hostile ones.</summary>
internal static class Classroom
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

            var submission = CorpusSubmission.Case(name);
            foreach (var file in submission.Sources)
            {
                var path = Path.Combine(repo, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
            }

            PlanTimeoutOf(submission, repo);
        }
    }

    // Every student has the solution's plan, but for the timeout: it is the one that the code has.
    private static void PlanTimeoutOf(Submission submission, string repo)
    {
        var select = SourceEvidence.Of(submission).Facts?.Selects.FirstOrDefault(call => call.InIterate);
        if (select?.Timeout.Single is not { } timeout)
        {
            return;
        }

        var milliseconds = timeout.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture);
        var seconds = Math.Floor(timeout.TotalSeconds);
        var rest = (timeout - TimeSpan.FromSeconds(seconds)).TotalMicroseconds;
        var timeval = string.Create(CultureInfo.InvariantCulture, $"tv_sec = {seconds}, tv_usec = {rest:0}");
        var plan = Path.Combine(repo, "week-3", "day2-select-plan.md");
        File.WriteAllText(
            plan,
            File.ReadAllText(plan)
                .Replace("timeout = 1 s", $"timeout = {milliseconds} ms", StringComparison.Ordinal)
                .Replace("1 s (`tv_sec = 1, tv_usec = 0`", $"{milliseconds} ms (`{timeval}`", StringComparison.Ordinal)
        );
    }

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

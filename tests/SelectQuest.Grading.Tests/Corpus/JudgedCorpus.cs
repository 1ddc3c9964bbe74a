using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Corpus;

/// <summary>
/// The whole corpus, judged once for all tests: it takes minutes. Real clients and the real kernel come to those cases that
/// cannot do without; with CORPUS=all to all, as in <c>make corpus</c>.
/// </summary>
internal static class JudgedCorpus
{
    private static readonly Lazy<IReadOnlyList<JudgedCase>> Judged = new(() =>
        JudgedCase.All([], _ => { }, HasRealWorld)
    );

    public static IReadOnlyList<JudgedCase> All => Judged.Value;

    private static bool HasRealWorld(string name) =>
        Environment.GetEnvironmentVariable("CORPUS") == "all" || CorpusSubmission.Label(name).Needs == "live";
}

namespace SelectQuest.Grading.Tests.Corpus;

/// <summary>The whole corpus with all evidence, judged once for all tests: it takes minutes.</summary>
internal static class JudgedCorpus
{
    private static readonly Lazy<IReadOnlyList<JudgedCase>> Judged = new(() => JudgedCase.All([], _ => { }));

    public static IReadOnlyList<JudgedCase> All => Judged.Value;
}

using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Corpus;

/// <summary>No rule in the book without a case that fires it and one that does not.</summary>
public class EveryRuleHasCases
{
    private const string Tests = "tests/SelectQuest.Grading.Tests/";
    private const string Verdicts = "tests/SelectQuest.Verdicts.Tests/";

    /// <summary>
    /// Rules about what a case cannot hold: why, and the tests that fire them. A case is source text laid over the starter in
    /// memory; it has no folder, no archive, no given files and no machine of its own.
    /// </summary>
    private static readonly Dictionary<string, (string Why, string FiredBy)> BeyondTheCorpus = new()
    {
        ["SQ701"] = (
            "a repo without a plan: a case that needs none has no problem with that",
            Tests + "Submissions/ReadingARepo.cs"
        ),
        ["SQ702"] = (
            "a plan whose bytes are no text: plans of the corpus are read as text",
            Tests + "Submissions/ReadingARepo.cs"
        ),
        ["SQ708"] = (
            "a repo without source files: the starter under a case has some",
            Tests + "Corpus/RulesBeyondTheCorpus.cs"
        ),
        ["SQ709"] = ("links and sizes in a folder: a case is read in memory", Tests + "Corpus/RulesBeyondTheCorpus.cs"),
        ["SQ710"] = ("an archive: cases are folders", Tests + "Corpus/RulesBeyondTheCorpus.cs"),
        ["SQ801"] = (
            "a given file that was changed: a case is judged without given files",
            Tests + "Integrity/GivenFilesChanged.cs"
        ),
        ["SQ802"] = ("a given file that is missing: as above", Tests + "Integrity/GivenFilesChanged.cs"),
        ["SQ803"] = ("a quest of another version: as above", Tests + "Integrity/IssuedVersions.cs"),
        ["SQ817"] = ("files of a build: a case has none", Tests + "Integrity/WhatABuildWouldObey.cs"),
        ["SQ818"] = ("controls and orders in names: as for files", Verdicts + "Integrity/TextInDisguise.cs"),
        ["SQ819"] = ("two submissions of one name: a case stands alone", Tests + "Batch/NamesOfSubmissions.cs"),
        ["SQ822"] = ("a judge that comes to no end", Tests + "Batch/JudgesThatComeToNoEnd.cs"),
        ["SQ821"] = (
            "two kernels that see different things: needs strace",
            Verdicts + "Joining/KernelsThatContradictEachOther.cs"
        ),
        ["SQ901"] = ("a fault of the grader", Tests + "Corpus/RulesBeyondTheCorpus.cs"),
        ["SQ902"] = ("a machine that does not run the code", Verdicts + "Joining/ViolationsBecomeFails.cs"),
        ["SQ903"] = ("a person decides: a case has no instructor", Tests + "Corpus/RulesBeyondTheCorpus.cs"),
    };

    public static TheoryData<string> InTheCorpus => [.. RuleBook.All.Keys.Except(BeyondTheCorpus.Keys)];

    public static TheoryData<string> Beyond => [.. BeyondTheCorpus.Keys];

    [Theory]
    [MemberData(nameof(InTheCorpus))]
    public void A_rule_fires_in_one_case_and_not_in_another(string rule)
    {
        var fires = JudgedCorpus.All.ToLookup(one => one.Fired.Contains(rule));

        Assert.NotEmpty(fires[true]);
        Assert.NotEmpty(fires[false]);
    }

    [Theory]
    [MemberData(nameof(Beyond))]
    public void A_rule_beyond_the_corpus_has_tests_of_its_own(string rule)
    {
        Assert.NotNull(RuleBook.Find(rule));
        var tests = File.ReadAllText(Path.Combine(CorpusSubmission.Root, BeyondTheCorpus[rule].FiredBy));
        Assert.Contains(rule, tests, StringComparison.Ordinal);
    }
}

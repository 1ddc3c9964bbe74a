using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>A fingerprint is small, is the same every time, comes back from its text, and of hostile sources is empty.</summary>
public class FingerprintsAreKept
{
    [Fact]
    public void It_comes_back_from_its_text()
    {
        var fingerprint = Fingerprint.Of(CorpusSubmission.Solution());
        var text = FingerprintText.Write(fingerprint);
        var read = FingerprintText.Read(text);

        Assert.Equal(fingerprint.Files, read.Files);
        Assert.Equal(fingerprint.Marks, read.Marks);
        Assert.Equal(text, FingerprintText.Write(read));
        Assert.Equal(text, FingerprintText.Write(Fingerprint.Of(CorpusSubmission.Solution())));
    }

    [Fact]
    public void It_is_small_and_quotes_nothing()
    {
        var text = FingerprintText.Write(Fingerprint.Of(CorpusSubmission.Solution()));

        Assert.InRange(text.Length, 1, 4096);
        Assert.DoesNotContain("listenFd", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Iterate", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{ "scheme": "selectquest/fingerprint/v1 k=16 w=8", "files": ["a.cs"] }""")]
    [InlineData("""{ "scheme": "selectquest/fingerprint/v1 k=16 w=9", "files": [], "marks": "" }""")]
    [InlineData("""{ "scheme": "selectquest/fingerprint/v1 k=16 w=8", "files": [], "marks": "!" }""")]
    [InlineData("""{ "scheme": "selectquest/fingerprint/v1 k=16 w=8", "files": ["a.cs"], "marks": "AAAA" }""")]
    [InlineData("""{ "scheme": "selectquest/fingerprint/v1 k=16 w=8", "files": ["a.cs"], "marks": "AAAAAAEBAQ==" }""")]
    [InlineData(
        """{ "scheme": "selectquest/fingerprint/v1 k=16 w=8", "files": ["a.cs"], "marks": "AAAAAAD//////////w==" }"""
    )]
    public void Anything_else_is_refused(string text) =>
        Assert.Throws<FormatException>(() => FingerprintText.Read(text));

    public static TheoryData<string> Hostile { get; } =
    [
        "",
        new string('/', 5_000_000),
        $"class A {{ int b = {new string('(', 10_000)}1{new string(')', 10_000)}; }}",
        $"class A {{ bool b = {new string('!', 100_000)}true; }}",
        $"class A {{ string b = {string.Concat(Enumerable.Repeat("$\"{", 10_000))}; }}",
        "\0\u0001\ud800MZ\uffff",
    ];

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void Hostile_sources_have_an_empty_one(string text) => Assert.Empty(Fingerprint.Of(Submission(text)).Marks);

    [Fact]
    public void Code_that_does_not_compile_has_one_all_the_same()
    {
        var whole = CorpusSubmission.Case("right-plain");
        var broken = CorpusSubmission.Case("wrong-does-not-compile");

        var pair = Assert.Single(Copies.Among([("a", Fingerprint.Of(whole)), ("b", Fingerprint.Of(broken))]));

        Assert.InRange(pair.Similarity, 0.9, 1);
    }

    [Fact]
    public void Top_level_statements_are_code_too()
    {
        var statements = string.Concat(
            Enumerable.Range(0, 40).Select(i => $"if (a{i} > {i} && !b.Contains(c)) {{ d[{i}] = e ?? f; }}\n")
        );

        Assert.NotEmpty(Fingerprint.Of(Submission(statements)).Marks);
    }

    private static Submission Submission(string text) =>
        new("mine", null, [new TextFile("src/SelectQuest.Server/Mine.cs", text)], false, []);
}

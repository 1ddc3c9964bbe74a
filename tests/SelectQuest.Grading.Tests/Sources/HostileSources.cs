using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;

namespace SelectQuest.Grading.Tests.Sources;

public class HostileSources
{
    public static TheoryData<string, string> Deep { get; } =
        new()
        {
            { "parentheses", $"class A {{ int b = {new string('(', 10_000)}1{new string(')', 10_000)}; }}" },
            { "blocks", $"class A {{ void B() {new string('{', 10_000)}{new string('}', 10_000)} }}" },
            { "negations", $"class A {{ bool b = {new string('!', 100_000)}true; }}" },
            { "sums", $"class A {{ int b = {string.Concat(Enumerable.Repeat("1+", 20_000))}1; }}" },
            { "choices", $"class A {{ int b = {string.Concat(Enumerable.Repeat("true?1:", 20_000))}1; }}" },
            { "branches", $"class A {{ void B() {{ {string.Concat(Enumerable.Repeat("if(true)", 20_000))}; }} }}" },
            { "calls", $"class A {{ string b = \"\"{string.Concat(Enumerable.Repeat(".Trim()", 20_000))}; }}" },
            { "generics", $"class A {{ {string.Concat(Enumerable.Repeat("A<", 20_000))} b; }}" },
        };

    [Theory]
    [MemberData(nameof(Deep))]
    public void Ten_thousand_levels_of_anything_are_refused_with_their_place(string what, string text)
    {
        var source = Evidence("src/SelectQuest.Server/Deep.cs", text);

        Assert.NotEmpty(what);
        Assert.Null(source.Assembly);
        Assert.Equal("src/SelectQuest.Server/Deep.cs", source.Excess?.Where?.File);
        var check = Assert.Single(C1Code.Judge(new CodeEvidence(source)));
        Assert.Equal(("SQ705", Outcome.Review), (check.Rule, check.Outcome));
    }

    [Fact]
    public void Five_megabytes_of_source_are_refused_with_their_size()
    {
        var source = Evidence("src/SelectQuest.Server/Large.cs", new string('/', 5_000_000));

        Assert.Equal("The file has 5,000,000 characters; at most 400,000 are read.", source.Excess?.Observed);
    }

    [Fact]
    public void Ten_thousand_files_are_refused()
    {
        var files = Enumerable
            .Range(0, 10_000)
            .Select(i => new TextFile($"src/SelectQuest.Server/{i}.cs", ""))
            .ToArray();

        Assert.NotNull(SourceEvidence.Of(new Submission("many", null, files, false, [])).Excess);
    }

    [Fact]
    public void A_file_that_is_not_text_does_not_compile()
    {
        var source = Evidence("src/SelectQuest.Server/Binary.cs", "\0\u0001\ud800MZ\uffff");

        Assert.Null(source.Excess);
        Assert.NotEmpty(source.Errors);
    }

    [Fact]
    public void Line_directives_do_not_move_an_error_to_another_file()
    {
        var source = Evidence("src/SelectQuest.Server/A.cs", "#line 1 \"/etc/passwd\"\nclass A { B b; }\n");

        Assert.Contains(source.Errors, error => error.Where == new Location("src/SelectQuest.Server/A.cs", 2, 11));
        Assert.All(source.Errors, error => Assert.True(error.Where is null or { File: "src/SelectQuest.Server/A.cs" }));
    }

    private static SourceEvidence Evidence(string path, string text) =>
        SourceEvidence.Of(new Submission("hostile", null, [new TextFile(path, text)], false, []));
}

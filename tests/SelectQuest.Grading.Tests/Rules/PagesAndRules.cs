using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SelectQuest.Grading.Rules;

namespace SelectQuest.Grading.Tests.Rules;

public partial class PagesAndRules
{
    [Fact]
    public void Every_rule_that_the_code_names_has_a_page() => Assert.Empty(Named().Except(RuleBook.All.Keys));

    [Fact]
    public void Every_page_belongs_to_a_rule_that_the_code_names() => Assert.Empty(RuleBook.All.Keys.Except(Named()));

    [Fact]
    public void A_page_is_found_in_upper_and_lower_case()
    {
        Assert.Equal("SQ701", RuleBook.Find(" sq701 ")?.Id);
        Assert.Null(RuleBook.Find("SQ000"));
    }

    private static SortedSet<string> Named() =>
        [
            .. Directory
                .EnumerateFiles(Grading(), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
                .SelectMany(file => Quoted().Matches(File.ReadAllText(file)))
                .Select(match => match.Groups["id"].Value),
        ];

    private static string Grading([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../build/SelectQuest.Grading"));

    [GeneratedRegex("\"(?<id>SQ[0-9]{3})\"")]
    private static partial Regex Quoted();
}

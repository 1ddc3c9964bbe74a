using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;
using static SelectQuest.Verdicts.Tests.Given.SoundCode;

namespace SelectQuest.Verdicts.Tests.Sources;

public class RegistryInTheSource
{
    [Fact]
    public void Members_lookup_and_a_known_fd_are_one_check_each() =>
        Assert.Equal(
            [
                "Pass SQ231 registry.cs:5:1 The registry has `Add`, `Remove` and `Get` by fd.",
                "Pass SQ232 registry.cs:6:1 `Get` finds its client at once (`Dictionary`).",
                "Pass SQ233 registry.cs:7:1 `Add` refuses an fd it knows.",
            ],
            Judge(Registry)
        );

    [Fact]
    public void Every_member_that_is_missing_is_named() =>
        Assert.Equal(
            "Fail SQ231 registry.cs:5:1 Missing from the registry: `bool Remove(int fd)`, `int Count`.",
            Judge(Registry with { Missing = ["bool Remove(int fd)", "int Count"] })[0]
        );

    [Theory]
    [InlineData(LookupKind.Constant, "Tables", "Pass SQ232 registry.cs:6:1 `Get` finds its client at once (`Tables`).")]
    [InlineData(LookupKind.Constant, "", "Pass SQ232 registry.cs:6:1 `Get` finds its client at once.")]
    [InlineData(
        LookupKind.Logarithmic,
        "SortedDictionary",
        "Review SQ232 registry.cs:6:1 `Get` takes longer with every doubling of the clients (`SortedDictionary`)."
    )]
    [InlineData(LookupKind.Linear, "List", "Fail SQ232 registry.cs:6:1 `Get` searches through the clients (`List`).")]
    [InlineData(
        LookupKind.Unknown,
        "List",
        "Review SQ232 registry.cs:6:1 The source does not show how `Get` finds its client."
    )]
    public void The_container_decides_how_long_a_lookup_takes(object kind, string container, string expected) =>
        Assert.Equal(expected, Judge(Registry with { Lookup = (LookupKind)kind, Container = container })[1]);

    [Fact]
    public void A_lookup_that_goes_nowhere_is_shown_at_the_registry() =>
        Assert.Equal(
            "Review SQ232 registry.cs:5:1 The source does not show how `Get` finds its client.",
            Judge(Registry with { Lookup = LookupKind.Unknown, Search = null })[1]
        );

    [Fact]
    public void An_add_that_replaces_fails_and_one_that_may_is_for_review()
    {
        Assert.Equal(
            "Fail SQ233 registry.cs:9:1 `Add` replaces a connection it knows without a word.",
            Judge(Registry with { RefusesKnownFd = No(InRegistry(9)) })[2]
        );
        Assert.Equal(
            "Review SQ233 registry.cs:5:1 The source does not show what `Add` does with an fd it knows.",
            Judge(Registry with { RefusesKnownFd = Unknown(InRegistry(9)) })[2]
        );
    }

    private static string[] Judge(RegistryShape registry) =>
        C2Code.Judge(Of(Facts with { Registry = registry })).AsLines();
}

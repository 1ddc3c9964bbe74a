using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Integrity;

public class WhatABuildWouldRun
{
    [Fact]
    public void It_is_for_review_and_each_place_is_named_in_its_order() =>
        Assert.Equal(
            [
                "Review SQ817 repo.csproj:3:1 A build of this repo would obey what it was not issued with; grading did not build "
                    + "it: `Exec Command=\"id\"` (repo.csproj:3), `UsingTask` (repo.csproj:9).",
            ],
            Judge(At("Exec Command=\"id\"", 3), At("UsingTask", 9))
        );

    [Fact]
    public void Six_places_are_named_and_the_rest_is_counted()
    {
        var places = Enumerable.Range(1, 8).Select(line => At($"Target {line}", line)).ToArray();

        Assert.EndsWith("`Target 6` (repo.csproj:6).", Judge(places[..6])[0], StringComparison.Ordinal);
        Assert.EndsWith("`Target 6` (repo.csproj:6) and 2 more.", Judge(places)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_repo_as_it_was_issued_has_nothing_to_show() => Assert.Empty(Judge());

    private static BuildCode At(string what, int line) => new(what, new Location("repo.csproj", line));

    private static string[] Judge(params BuildCode[] found) => IntegrityBuild.Judge(found).AsLines();
}

using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Submissions;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>SQ817: nothing of a repo is built, and who would build it is told what that would run.</summary>
public class WhatABuildWouldObey
{
    private const string Project = "src/SelectQuest.Server/SelectQuest.Server.csproj";

    [Fact]
    public void A_repo_as_issued_holds_nothing_of_the_kind()
    {
        using var repo = new IssuedRepo();
        Assert.Empty(Judge(repo));
    }

    [Fact]
    public void A_setting_of_its_own_is_no_code()
    {
        using var repo = new IssuedRepo().Changed(
            "Directory.Build.props",
            text =>
                text.Replace(
                    "<Deterministic>true",
                    "<WarningLevel>9</WarningLevel><Deterministic>true",
                    StringComparison.Ordinal
                )
        );
        Assert.Empty(Judge(repo));
    }

    [Theory]
    [InlineData("Directory.Build.rsp", "-p:x=y", "`Directory.Build.rsp` (Directory.Build.rsp:1)")]
    [InlineData("Directory.Build.targets", "<Project />", "`Directory.Build.targets` (Directory.Build.targets:1)")]
    [InlineData(Project, "<Project>\n<Target Name=\"x\">", "`Target` (" + Project + ":2)")]
    [InlineData(Project, "<Project InitialTargets=\"x\">", "`InitialTargets` (" + Project + ":1)")]
    [InlineData(Project, "<Project>\n\n<PackageReference Include=\"x\" />", "`PackageReference` (" + Project + ":3)")]
    [InlineData("Directory.Build.props", "<Project><Import Project=\"x\" />", "`Import` (Directory.Build.props:1)")]
    [InlineData("nuget.config", "<clear />", "`clear` (nuget.config:1)")]
    [InlineData("global.json", "{ \"msbuild-sdks\": {} }", "`\"msbuild-sdks\"` (global.json:1)")]
    [InlineData("src/SelectQuest.Server/runtimeconfig.template.json", "{}", "`runtimeconfig.template.json`")]
    public void What_runs_is_named_with_its_place(string file, string text, string told)
    {
        using var repo = new IssuedRepo();
        repo.Folder.With(file, text);

        var check = Assert.Single(Judge(repo));

        Assert.Equal(("SQ817", Outcome.Review), (check.Rule, check.Outcome));
        Assert.Contains(told, check.Observed, StringComparison.Ordinal);
        Assert.Equal(file, check.Where?.File);
    }

    private static Check[] Judge(IssuedRepo repo)
    {
        var given = GivenFiles.Read(RealPath.Of(repo.Folder.Path)!, IssuedFiles.Known.Paths);
        return [.. IntegrityBuild.Judge(BuildCode.Of(given))];
    }
}

using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Integrity;

/// <summary>What became of the given files is told, and decides nothing: all of it is for review.</summary>
public class GivenFilesThatChanged
{
    private const string Seam = "src/SelectQuest.Server/Sockets/";

    private static readonly GivenFilesEvidence AsIssued = new("1.2.0", IsKnown: true, 40, [], [], [], []);
    private static readonly GivenFilesEvidence Unknown = AsIssued with { Version = "9.9.9", IsKnown = false };

    [Fact]
    public void Files_as_issued_have_nothing_to_show() => Assert.Empty(Judge(AsIssued));

    [Fact]
    public void A_change_is_told_with_its_first_line_once_for_each_folder() =>
        Assert.Equal(
            [
                $"Review SQ801 {Seam}Errno.cs:7:1 1 given file in {Seam} is not as version 1.2.0 issued it: "
                    + "Errno.cs (from line 7).",
                "Review SQ801 build/QuestBuild.cs:1:1 2 given files in build/ are not as version 1.2.0 issued them: "
                    + "QuestBuild.cs (somewhere), build.cake (is not text).",
            ],
            Judge(
                AsIssued with
                {
                    Changed =
                    [
                        new ChangedFile("build/QuestBuild.cs", null),
                        new ChangedFile("build/build.cake", null, "is not text"),
                        new ChangedFile(Seam + "Errno.cs", 7),
                    ],
                }
            )
        );

    [Fact]
    public void A_file_more_in_the_seam_is_not_compiled()
    {
        Assert.Equal(
            [
                $"Review SQ801 {Seam}Mine.cs:1:1 1 file in src/SelectQuest.Server/Sockets/ was not issued there and is not "
                    + "compiled by the grader: Mine.cs.",
            ],
            Judge(AsIssued with { Added = [Seam + "Mine.cs"] })
        );
        Assert.Equal(
            [
                $"Review SQ801 {Seam}Mine.cs:1:1 2 files in src/SelectQuest.Server/Sockets/ were not issued there and are "
                    + "not compiled by the grader: Mine.cs, Sub/Too.cs.",
            ],
            Judge(AsIssued with { Added = [Seam + "Mine.cs", Seam + "Sub/Too.cs"] })
        );
    }

    [Fact]
    public void Folders_and_files_that_are_missing_are_named_in_one_finding()
    {
        Assert.Equal(
            ["Review SQ802 - Missing of the given files: build/build.cake."],
            Judge(AsIssued with { Missing = ["build/build.cake"] })
        );
        Assert.Equal(
            ["Review SQ802 - Missing of the given files: all of tests/, all of .github/workflows/, build/build.cake."],
            Judge(AsIssued with { Missing = ["build/build.cake"], AbsentFolders = ["tests/", ".github/workflows/"] })
        );
    }

    [Fact]
    public void Eight_are_named_and_the_rest_is_counted()
    {
        var files = Enumerable.Range(1, 10).Select(at => $"build/{at}").ToArray();

        Assert.EndsWith("build/8.", Judge(AsIssued with { Missing = files[..8] })[0], StringComparison.Ordinal);
        Assert.EndsWith("build/8 and 2 more.", Judge(AsIssued with { Missing = files })[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_nobody_knows_is_told_with_what_differs_from_the_graders_own() =>
        Assert.Equal(
            [
                "Review SQ803 build/QuestBuild.cs:4:1 The quest was issued with version 9.9.9, which this grader does not "
                    + "know; 2 of 40 given files are not as this grader's own: build/QuestBuild.cs (from line 4), "
                    + "build/build.cake (missing).",
            ],
            Judge(
                Unknown with
                {
                    Changed = [new ChangedFile("build/QuestBuild.cs", 4)],
                    Missing = ["build/build.cake"],
                }
            )
        );

    [Fact]
    public void Where_nothing_changed_the_version_is_shown_where_it_stands()
    {
        Assert.Equal(
            [
                "Review SQ803 .config/dotnet-tools.json:1:1 The quest was issued with version 9.9.9, which this grader "
                    + "does not know; its given files are the same as this grader's own.",
            ],
            Judge(Unknown)
        );
        Assert.Equal(
            [
                "Review SQ803 .config/dotnet-tools.json:1:1 The quest was issued with version 9.9.9, which this grader "
                    + "does not know; 1 of 40 given files are not as this grader's own: build/build.cake (missing).",
            ],
            Judge(Unknown with { Missing = ["build/build.cake"] })
        );
    }

    [Fact]
    public void Without_a_version_only_what_differs_is_told()
    {
        Assert.Empty(Judge(Unknown with { Version = null }));
        Assert.Equal(
            [
                "Review SQ803 - .config/dotnet-tools.json names no version of the quest; 1 of 40 given files are not as this "
                    + "grader's own: build/build.cake (missing).",
            ],
            Judge(Unknown with { Version = null, Missing = ["build/build.cake"] })
        );
    }

    [Fact]
    public void A_local_pack_is_known_by_its_files()
    {
        Assert.Empty(Judge(Unknown with { Version = "0.1.0-dev.7" }));
        Assert.StartsWith(
            "Review SQ803",
            Assert.Single(Judge(Unknown with { Version = "0.1.0-dev.7", Missing = ["build/build.cake"] })),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_was_added_or_is_absent_is_told_of_any_version_and_single_files_by_one_that_is_known()
    {
        var unknown = Unknown with
        {
            Added = [Seam + "Mine.cs"],
            AbsentFolders = ["tests/"],
            Missing = ["build/build.cake"],
        };

        Assert.Equal(["Review SQ803", "Review SQ801", "Review SQ802"], IntegrityGivenFiles.Judge(unknown).AsOutcomes());
        Assert.Equal("Review SQ802 - Missing of the given files: all of tests/.", Judge(unknown)[2]);
    }

    [Fact]
    public void Of_a_known_version_changes_come_first_then_additions_then_what_is_missing() =>
        Assert.Equal(
            ["Review SQ801", "Review SQ801", "Review SQ802"],
            IntegrityGivenFiles
                .Judge(
                    AsIssued with
                    {
                        Changed = [new ChangedFile("build/build.cake", 1)],
                        Added = [Seam + "Mine.cs"],
                        Missing = ["build/QuestBuild.cs"],
                        AbsentFolders = ["tests/"],
                    }
                )
                .AsOutcomes()
        );

    private static string[] Judge(GivenFilesEvidence files) => IntegrityGivenFiles.Judge(files).AsLines();
}

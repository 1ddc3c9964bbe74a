using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Integrity;

/// <summary>
/// One table a released version (see <c>Evidence/Integrity/Released/README.md</c>). To write that of the version under
/// work run this class with SELECTQUEST_RELEASE=1, as <c>make release-table</c> does.
/// </summary>
public class ReleasedTables
{
    private static readonly string Folder = Path.Combine(
        CorpusSubmission.Root,
        "build/SelectQuest.Grading/Evidence/Integrity/Released"
    );

    [Fact]
    public void Once_a_version_is_released_its_given_files_stay_as_they_are()
    {
        // A pack has a suffix of its own until it is released under the bare number.
        var file = Path.Combine(Folder, $"{GraderOptions.OwnVersion.Split('-')[0]}.sha256");
        if (Environment.GetEnvironmentVariable("SELECTQUEST_RELEASE") == "1")
        {
            File.WriteAllText(file, ReleasedTable.Write(IssuedFiles.OfStarter()));
        }

        Assert.SkipUnless(File.Exists(file), "The version under work is not released yet.");
        Assert.Equal(ReleasedTable.Parse(File.ReadAllText(file)), IssuedFiles.OfStarter());
    }

    [Fact]
    public void Every_released_version_is_known_to_the_grader() =>
        Assert.All(
            Directory.GetFiles(Folder, "*.sha256"),
            file =>
                Assert.Equal(
                    ReleasedTable.Parse(File.ReadAllText(file)),
                    IssuedFiles.Known.Of(Path.GetFileNameWithoutExtension(file))
                )
        );

    [Fact]
    public void A_table_reads_as_it_was_written()
    {
        var files = IssuedFiles.OfStarter();
        Assert.Equal(files, ReleasedTable.Parse(ReleasedTable.Write(files)));
        Assert.Equal(files, ReleasedTable.Parse(ReleasedTable.Write(files).ReplaceLineEndings("\r\n")));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("abc  \n")]
    public void A_line_without_a_path_is_refused(string table) =>
        Assert.Throws<FormatException>(() => ReleasedTable.Parse(table));
}

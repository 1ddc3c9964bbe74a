using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Batch;

public class ArchivesStayInTheirFolder
{
    [Theory]
    [InlineData("../escaped")]
    [InlineData("a/../../escaped")]
    [InlineData("/tmp/escaped")]
    [InlineData("..\\escaped")]
    [InlineData("C:\\escaped")]
    public void A_path_that_leads_out_is_left_where_it_is(string name)
    {
        using var folder = new TemporaryFolder();
        Zip(folder["a.zip"], ("quest/plan.md", "plan"), (name, "x"));

        var complaint = Archive.Unpack(folder["a.zip"], Directory.CreateDirectory(folder["deep/target"]).FullName);

        Assert.Equal("holds paths that lead out of it", complaint);
        Assert.Equal("plan", File.ReadAllText(folder["deep/target/quest/plan.md"]));
        Assert.False(File.Exists(folder["deep/escaped"]));
        Assert.False(File.Exists(folder["escaped"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder["deep/target"]));
    }

    [Fact]
    public void Links_and_pipes_of_a_tar_are_not_made()
    {
        using var folder = new TemporaryFolder();
        using (var tar = new TarWriter(File.Create(folder["a.tar"])))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, "hard") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.Fifo, "pipe"));
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile, "plan.md")
                {
                    DataStream = new MemoryStream("plan"u8.ToArray()),
                }
            );
        }

        var complaint = Archive.Unpack(folder["a.tar"], Directory.CreateDirectory(folder["target"]).FullName);

        Assert.Equal("holds links or devices", complaint);
        Assert.Equal(["plan.md"], Directory.EnumerateFileSystemEntries(folder["target"]).Select(Path.GetFileName));
    }

    [Fact]
    public void A_link_in_a_zip_is_not_made()
    {
        using var folder = new TemporaryFolder();
        using (var zip = ZipFile.Open(folder["a.zip"], ZipArchiveMode.Create))
        {
            var link = zip.CreateEntry("link");
            link.ExternalAttributes = 0xA1FF << 16;
            using var target = new StreamWriter(link.Open());
            target.Write("/etc/passwd");
        }

        var complaint = Archive.Unpack(folder["a.zip"], Directory.CreateDirectory(folder["target"]).FullName);

        Assert.Equal("holds links or devices", complaint);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["target"]));
    }

    [Fact]
    public void More_than_the_bound_is_not_unpacked()
    {
        using var folder = new TemporaryFolder();
        using (var zip = ZipFile.Open(folder["a.zip"], ZipArchiveMode.Create))
        {
            using var zeros = zip.CreateEntry("zeros").Open();
            var block = new byte[1 << 20];
            for (var written = 0L; written <= Archive.MostBytes; written += block.Length)
            {
                zeros.Write(block);
            }
        }

        var complaint = Archive.Unpack(folder["a.zip"], Directory.CreateDirectory(folder["target"]).FullName);

        Assert.Equal("holds more than 256 MiB", complaint);
        Assert.InRange(new FileInfo(folder["target/zeros"]).Length, 0, Archive.MostBytes);
    }

    [Theory]
    [InlineData("a.zip")]
    [InlineData("a.tar")]
    [InlineData("a.tar.gz")]
    public void What_is_no_archive_is_called_damaged(string name)
    {
        using var folder = new TemporaryFolder().With(name, new string('x', 4_000));

        var complaint = Archive.Unpack(folder[name], Directory.CreateDirectory(folder["target"]).FullName);

        Assert.Equal("is damaged, or no archive of the kind its name says", complaint);
    }

    [Fact]
    public void The_one_folder_in_an_archive_is_the_repo()
    {
        using var folder = new TemporaryFolder()
            .With("one/README.md", "x")
            .With("two/README.md", "x")
            .With("two/b/c", "x");

        Assert.Equal(folder["one"], Archive.RootIn(folder["one"]));
        Assert.Equal(folder["two"], Archive.RootIn(folder["two"]));
        Assert.Equal(
            folder["two/b"],
            Archive.RootIn(Directory.CreateDirectory(folder["three"]).Parent!.FullName + "/two/b")
        );
    }

    private static void Zip(string path, params (string Name, string Text)[] entries)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}

using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Judges;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Batch;

/// <summary>A result's file is called after its submission alone; two of one name are told apart, and told.</summary>
public class NamesOfSubmissions
{
    [Fact]
    public void No_name_pushes_another_from_its_place()
    {
        using var folder = new TemporaryFolder();
        var alone = Slugs(folder.With("ada/a", "").With("ada.json/a", "").With("Grace Hopper/a", ""));

        var among = Slugs(folder.With("ada json/a", "").With("+ada/a", "").With("Grace-Hopper/a", "").With("-/a", ""));

        Assert.Equal("ada", alone["ada"]);
        Assert.All(alone, one => Assert.Equal(one.Value, among[one.Key]));
        Assert.Equal(among.Count, among.Values.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(among.Values, slug => Assert.Matches("^[A-Za-z0-9_-]{1,60}$", slug));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_name_that_another_has_too_fires_SQ819(bool shared)
    {
        using var folder = new TemporaryFolder();
        folder.With("plan.md", "# Plan\n");
        var request = new JudgeRequest(folder["plan.md"], SandboxChoice.None) { HandedIn = true, SharesName = shared };
        using var replies = new StringWriter();
        JudgeService.Serve(new StringReader(JudgeWire.Write(request)), replies);

        var fired = JudgeWire.Read<JudgeReply>(replies.ToString()).Verdict!.Integrity.Select(check => check.Rule);

        Assert.Equal(shared, fired.Contains("SQ819"));
    }

    private static Dictionary<string, string> Slugs(TemporaryFolder folder) =>
        Finder.Find([folder.Path]).ToDictionary(one => one.Name, one => one.Slug);
}

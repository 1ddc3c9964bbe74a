namespace SelectQuest.Grading.Tests.Corpus;

/// <summary>The whole corpus with all evidence: plan, source, simulated kernel, real clients, the real kernel's record.</summary>
public class EveryCaseComesOutAsLabelled
{
    [Fact]
    public void No_verdict_is_wrong() =>
        Assert.Empty(
            JudgedCorpus
                .All.Where(one => one.Wrong.Count > 0)
                .Select(one => $"{one.Name}: {string.Join("; ", one.Wrong)}")
        );

    [Fact]
    public void Fewer_than_one_half_in_twenty_is_left_to_a_person_without_need()
    {
        var halves = JudgedCorpus.All.SelectMany(one => one.Halves).ToArray();

        Assert.InRange(halves.Count(half => half is { Expected: "pass", Judged: "review" }) * 20, 0, halves.Length);
    }
}

namespace SelectQuest.Grading.Tests.Corpus;

/// <summary>The whole corpus with all evidence: source, simulated kernel, plan.</summary>
public class EveryCaseComesOutAsLabelled
{
    private static readonly Lazy<IReadOnlyList<JudgedCase>> Judged = new(() => JudgedCase.All([], _ => { }));

    [Fact]
    public void No_verdict_is_wrong() =>
        Assert.Empty(
            Judged.Value.Where(one => one.Wrong.Count > 0).Select(one => $"{one.Name}: {string.Join("; ", one.Wrong)}")
        );

    [Fact]
    public void Fewer_than_one_half_in_twenty_is_left_to_a_person_without_need()
    {
        var halves = Judged.Value.SelectMany(one => one.Halves).ToArray();

        Assert.InRange(halves.Count(half => half is { Expected: "pass", Judged: "review" }) * 20, 0, halves.Length);
    }

    [Theory]
    [InlineData("SQ234")]
    [InlineData("SQ436")]
    [InlineData("SQ437")]
    [InlineData("SQ438")]
    [InlineData("SQ439")]
    [InlineData("SQ440")]
    [InlineData("SQ441")]
    [InlineData("SQ442")]
    [InlineData("SQ235")]
    [InlineData("SQ534")]
    public void A_rule_of_behaviour_fires_in_one_case_and_not_in_another(string rule)
    {
        var fires = Judged.Value.ToLookup(one => one.Fired.Contains(rule));

        Assert.NotEmpty(fires[true]);
        Assert.NotEmpty(fires[false]);
    }
}

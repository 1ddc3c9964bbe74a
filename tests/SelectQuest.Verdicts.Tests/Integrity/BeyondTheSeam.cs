using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Verdicts.Tests.Given;
using static SelectQuest.Grading.Evidence.Integrity.BeyondKind;

namespace SelectQuest.Verdicts.Tests.Integrity;

public class BeyondTheSeam
{
    private static readonly Dictionary<BeyondKind, (string Rule, string Seen)> Table = new()
    {
        [SystemCalls] = ("SQ811", "Native code is called beside the seam"),
        [Reflection] = ("SQ812", "Code is reached by reflection"),
        [Processes] = ("SQ813", "Processes are started or ended"),
        [Network] = ("SQ814", "The network is used beside the seam"),
        [OutsideMain] = ("SQ815", "Code runs outside of Main's flow"),
        [Files] = ("SQ816", "Files are used"),
    };

    [Fact]
    public void Each_kind_is_for_review_under_a_rule_with_a_page()
    {
        Assert.Equal(Enum.GetValues<BeyondKind>(), Table.Keys);
        Assert.All(
            Table,
            kind =>
            {
                Assert.Equal(
                    [$"Review {kind.Value.Rule} loop.cs:3:1 {kind.Value.Seen}: `It` (loop.cs:3)."],
                    Judge(At(kind.Key, "It", 3))
                );
                Assert.NotNull(RuleBook.Find(kind.Value.Rule));
            }
        );
    }

    [Fact]
    public void A_kind_without_a_rule_is_a_fault_of_the_grader() =>
        Assert.Equal(
            (BeyondKind)99,
            Assert.Throws<ArgumentOutOfRangeException>(() => Judge(At((BeyondKind)99, "It", 3))).ActualValue
        );

    [Fact]
    public void One_finding_a_kind_names_its_places_in_their_order() =>
        Assert.Equal(
            [
                "Review SQ816 loop.cs:3:1 Files are used: `File.ReadAllText` (loop.cs:3), `File.Delete` (loop.cs:9).",
                "Review SQ811 loop.cs:5:1 Native code is called beside the seam: `DllImport libc fork` (loop.cs:5).",
            ],
            Judge(
                At(Files, "File.ReadAllText", 3),
                At(SystemCalls, "DllImport libc fork", 5),
                At(Files, "File.Delete", 9)
            )
        );

    [Fact]
    public void Six_places_are_named_and_the_rest_is_counted()
    {
        var places = Enumerable.Range(1, 8).Select(line => At(Files, $"F{line}", line)).ToArray();

        Assert.EndsWith("`F6` (loop.cs:6).", Judge(places[..6])[0], StringComparison.Ordinal);
        Assert.EndsWith("`F6` (loop.cs:6) and 2 more.", Judge(places)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_keeps_to_the_seam_has_nothing_to_show() => Assert.Empty(Judge());

    private static BeyondSeam At(BeyondKind kind, string name, int line) => new(kind, name, SoundCode.Loop(line));

    private static string[] Judge(params BeyondSeam[] found) => IntegrityBeyondSeam.Judge(found).AsLines();
}

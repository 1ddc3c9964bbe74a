using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;
using static SelectQuest.Verdicts.Tests.Given.SoundCode;

namespace SelectQuest.Verdicts.Tests.Sources;

public class SetsInTheSource
{
    [Fact]
    public void Three_answers_for_each_set_and_one_for_the_interest_in_writing() =>
        Assert.Equal(
            [
                "Pass SQ131 loop.cs:20:1 An iteration calls `select`.",
                "Pass SQ132 loop.cs:21:2 The read set is made anew before every `select`.",
                "Pass SQ133 loop.cs:21:3 Fds are put into the read set.",
                "Pass SQ134 loop.cs:21:4 The read set is looked at after `select`.",
                "Pass SQ132 loop.cs:22:2 The write set is made anew before every `select`.",
                "Pass SQ133 loop.cs:22:3 Fds are put into the write set.",
                "Pass SQ134 loop.cs:22:4 The write set is looked at after `select`.",
                "Pass SQ132 loop.cs:23:2 The error set is made anew before every `select`.",
                "Pass SQ133 loop.cs:23:3 Fds are put into the error set.",
                "Pass SQ134 loop.cs:23:4 The error set is looked at after `select`.",
                "Pass SQ135 loop.cs:22:3 Not every client is put into the write set.",
            ],
            Judge(Select)
        );

    [Fact]
    public void What_a_set_lacks_is_shown_at_the_call_it_is_passed_to() =>
        Assert.Equal(
            [
                "Fail SQ132 loop.cs:20:1 The error set is never made anew between two calls of `select`.",
                "Fail SQ133 loop.cs:20:1 No fd is ever put into the error set.",
                "Fail SQ134 loop.cs:20:1 Nobody looks at the error set that `select` returns.",
            ],
            OfErrorSet(No(Loop(30)), No(Loop(31)), No(Loop(32)))
        );

    [Fact]
    public void What_the_text_does_not_tell_is_for_review() =>
        Assert.Equal(
            [
                "Review SQ132 loop.cs:30:1 The error set may not be made anew on every way to `select`.",
                "Review SQ133 loop.cs:31:1 Nothing in the source shows who is put into the error set.",
                "Review SQ134 loop.cs:32:1 Nothing in the source shows whether the error set is looked at after `select`.",
            ],
            OfErrorSet(Unknown(Loop(30)), Unknown(Loop(31)), Unknown(Loop(32)))
        );

    [Fact]
    public void A_way_round_the_rebuilding_that_has_no_place_is_shown_at_the_call() =>
        Assert.Equal(
            "Review SQ132 loop.cs:20:1 The error set may not be made anew on every way to `select`.",
            OfErrorSet(Unknown(), Unknown(), Unknown())[0]
        );

    [Fact]
    public void A_write_set_with_every_client_in_it_spins() =>
        Assert.Equal(
            "Fail SQ135 loop.cs:33:1 Every client is put into the write set, pending bytes or not.",
            Judge(With(write: Select.Sets[1] with { Everyone = Yes(Loop(33)) }))[^1]
        );

    [Fact]
    public void Everyone_may_be_in_the_other_two_sets() =>
        Assert.Equal(
            "Pass SQ135 loop.cs:22:3 Not every client is put into the write set.",
            Judge(
                Select with
                {
                    Sets =
                    [
                        Select.Sets[0] with
                        {
                            Everyone = Yes(Loop(33)),
                        },
                        Select.Sets[1],
                        Select.Sets[2] with
                        {
                            Everyone = Yes(Loop(34)),
                        },
                    ],
                }
            )[^1]
        );

    [Fact]
    public void A_write_set_that_is_filled_nowhere_is_shown_at_the_call() =>
        Assert.Equal(
            "Pass SQ135 loop.cs:20:1 Not every client is put into the write set.",
            Judge(With(write: Select.Sets[1] with { Filled = Unknown(), Everyone = Unknown() }))[^1]
        );

    [Fact]
    public void One_variable_for_two_sets_fails_beside_what_it_holds()
    {
        var lines = Judge(Select with { Shared = true });

        Assert.Equal(12, lines.Length);
        Assert.Equal("Fail SQ133 loop.cs:20:1 One variable is passed for two of the three sets.", lines[^1]);
    }

    [Fact]
    public void Every_call_in_an_iteration_is_looked_at_and_no_other()
    {
        var second = Select with { Where = Loop(60), Shared = true };
        var elsewhere = Select with { Where = Loop(70), InIterate = false, Shared = true };

        var lines = C1Code.Judge(Of(Facts with { Selects = [elsewhere, Select, second] })).AsLines();

        Assert.Equal(1 + 11 - 1 + 11, lines.Length);
        Assert.Equal("Pass SQ131 loop.cs:20:1 An iteration calls `select`.", lines[0]);
        Assert.Equal("Fail SQ133 loop.cs:60:1 One variable is passed for two of the three sets.", lines[^1]);
        Assert.DoesNotContain(lines, line => line.Contains("loop.cs:70", StringComparison.Ordinal));
    }

    [Fact]
    public void A_select_that_no_iteration_reaches_is_for_review() =>
        Assert.Equal(
            ["Review SQ131 loop.cs:20:1 `select` is called where no iteration seems to come by."],
            Judge(Select with { InIterate = false })
        );

    [Fact]
    public void Without_any_select_the_loop_is_shown() =>
        Assert.Equal(
            ["Fail SQ131 loop.cs:10:1 No call of `ISocketApi.Select` can be found in the loop."],
            C1Code.Judge(Of(Facts with { Selects = [] })).AsLines()
        );

    private static string[] OfErrorSet(Trait rebuilt, Trait filled, Trait tested) =>
        Judge(
            Select with
            {
                Sets =
                [
                    Select.Sets[0],
                    Select.Sets[1],
                    Select.Sets[2] with
                    {
                        Rebuilt = rebuilt,
                        Filled = filled,
                        Tested = tested,
                    },
                ],
            }
        )[7..10];

    private static SelectCall With(SetUse write) => Select with { Sets = [Select.Sets[0], write, Select.Sets[2]] };

    private static string[] Judge(SelectCall call) => C1Code.Judge(Of(Facts with { Selects = [call] })).AsLines();
}

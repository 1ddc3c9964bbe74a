using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;
using static SelectQuest.Verdicts.Tests.Given.SoundCode;

namespace SelectQuest.Verdicts.Tests.Sources;

public class MaxFdInTheSource
{
    [Fact]
    public void Argument_listener_add_and_remove_are_one_check_each() =>
        Assert.Equal(
            [
                "Pass SQ331 loop.cs:24:1 The first argument, `Max() + 1`, is the highest fd plus 1.",
                "Pass SQ335 loop.cs:24:1 The listening fd takes part in the maximum.",
                "Pass SQ333 registry.cs:8:1 Adding a connection updates max-fd.",
                "Pass SQ334 registry.cs:9:1 Removing a connection updates max-fd.",
            ],
            Judge(Facts)
        );

    [Fact]
    public void A_maximum_without_the_listener_is_for_review() =>
        Assert.Equal(
            [
                "Pass SQ331 loop.cs:24:1 The first argument, `Max() + 1`, is the highest fd plus 1.",
                "Review SQ335 loop.cs:24:1 Nothing in the source shows that the listening fd takes part in the maximum.",
            ],
            Judge(WithNfds(Select.Nfds with { HasListener = false }))[..2]
        );

    [Theory]
    [InlineData(
        NfdsKind.Highest,
        "Fail SQ331 loop.cs:24:1 The first argument, `n`, is the highest fd itself, without the plus 1."
    )]
    [InlineData(NfdsKind.OffByMore, "Fail SQ331 loop.cs:24:1 The first argument, `n`, is not the highest fd plus 1.")]
    [InlineData(NfdsKind.Constant, "Fail SQ332 loop.cs:24:1 The first argument, `n`, is a fixed number.")]
    [InlineData(
        NfdsKind.Count,
        "Fail SQ332 loop.cs:24:1 The first argument, `n`, counts connections: fds are not counts."
    )]
    [InlineData(
        NfdsKind.Unknown,
        "Review SQ331 loop.cs:24:1 The source does not show whether `n` is the highest fd plus 1."
    )]
    public void Any_other_argument_is_told_once(object kind, string expected)
    {
        var lines = Judge(WithNfds(Select.Nfds with { Kind = (NfdsKind)kind, Text = "n" }));

        Assert.Equal(expected, lines[0]);
        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData(MaxFdKind.Kept, Found.Yes, "Pass SQ333 registry.cs:30:1 Adding a connection updates max-fd.")]
    [InlineData(MaxFdKind.Kept, Found.No, "Fail SQ333 registry.cs:30:1 Adding a connection never updates max-fd.")]
    [InlineData(
        MaxFdKind.Kept,
        Found.Unknown,
        "Review SQ333 registry.cs:30:1 The source does not show how max-fd follows an add."
    )]
    [InlineData(
        MaxFdKind.Unknown,
        Found.Unknown,
        "Review SQ333 registry.cs:30:1 The source does not show how max-fd follows an add."
    )]
    [InlineData(
        MaxFdKind.Recomputed,
        Found.No,
        "Pass SQ333 registry.cs:30:1 Max-fd is worked out anew when it is needed."
    )]
    public void An_add_raises_max_fd(object kind, object found, string expected) =>
        Assert.Equal(
            expected,
            Judge(
                Facts with
                {
                    MaxFd = MaxFd with { Kind = (MaxFdKind)kind, OnAdd = new Trait((Found)found, InRegistry(30)) },
                }
            )[2]
        );

    [Theory]
    [InlineData(MaxFdKind.Kept, Found.Yes, true, "Pass SQ334 registry.cs:30:1 Removing a connection updates max-fd.")]
    [InlineData(
        MaxFdKind.Kept,
        Found.No,
        true,
        "Fail SQ334 registry.cs:30:1 Removing a connection never lowers max-fd."
    )]
    [InlineData(
        MaxFdKind.Kept,
        Found.Unknown,
        true,
        "Fail SQ334 registry.cs:30:1 Removing a connection takes 1 off max-fd, whoever has the next lower fd."
    )]
    [InlineData(
        MaxFdKind.Kept,
        Found.Unknown,
        false,
        "Review SQ334 registry.cs:30:1 Max-fd may be looked up while the connection is still there."
    )]
    [InlineData(
        MaxFdKind.Recomputed,
        Found.No,
        true,
        "Pass SQ334 registry.cs:30:1 Max-fd is worked out anew when it is needed."
    )]
    public void A_remove_lowers_max_fd(object kind, object found, bool decrements, string expected) =>
        Assert.Equal(
            expected,
            Judge(
                Facts with
                {
                    MaxFd = new MaxFdUpdates(
                        (MaxFdKind)kind,
                        Yes(InRegistry(8)),
                        new Trait((Found)found, InRegistry(30)),
                        decrements
                    ),
                }
            )[3]
        );

    [Fact]
    public void The_argument_of_every_call_in_an_iteration_counts_and_of_no_other()
    {
        var second = Select with { Nfds = new NfdsValue(NfdsKind.Constant, "64", false, Loop(60)) };
        var elsewhere = Select with { InIterate = false, Nfds = second.Nfds with { Where = Loop(70) } };

        Assert.Equal(
            ["Pass SQ331", "Pass SQ335", "Fail SQ332", "Pass SQ333", "Pass SQ334"],
            C3Code.Judge(Of(Facts with { Selects = [elsewhere, Select, second] })).AsOutcomes()
        );
    }

    [Fact]
    public void A_select_that_no_iteration_reaches_is_for_review() =>
        Assert.Equal(
            ["Review SQ331 loop.cs:20:1 No iteration seems to come by the `select` whose first argument counts."],
            Judge(Facts with { Selects = [Select with { InIterate = false }] })
        );

    [Fact]
    public void Without_any_select_there_is_no_argument() =>
        Assert.Equal(
            ["Fail SQ331 loop.cs:10:1 There is no `select` whose first argument could be looked at."],
            Judge(Facts with { Selects = [] })
        );

    private static SourceFacts WithNfds(NfdsValue nfds) => Facts with { Selects = [Select with { Nfds = nfds }] };

    private static string[] Judge(SourceFacts facts) => C3Code.Judge(Of(facts)).AsLines();
}

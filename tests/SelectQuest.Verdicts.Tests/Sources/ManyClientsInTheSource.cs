using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;
using static SelectQuest.Verdicts.Tests.Given.SoundCode;

namespace SelectQuest.Verdicts.Tests.Sources;

public class ManyClientsInTheSource
{
    [Fact]
    public void What_the_text_shows_of_many_clients_is_five_checks() =>
        Assert.Equal(
            [
                "Pass SQ431 accept.cs:8:1 Accepted connections go into the registry.",
                "Pass SQ432 loop.cs:10:1 Nothing in the loop starts another thread.",
                "Pass SQ433 loop.cs:10:1 The loop waits in `select` and nowhere else.",
                "Pass SQ434 accept.cs:7:1 Fds that do not fit into an fd_set are refused.",
                "Pass SQ435 loop.cs:10:1 No number in the code leaves clients out.",
            ],
            Judge(Facts)
        );

    [Fact]
    public void A_loop_that_never_accepts_fails_and_has_no_limit_to_look_at()
    {
        var lines = Judge(Facts with { Accept = Accept with { Accept = null, LimitOffByOne = true } });

        Assert.Equal("Fail SQ431 loop.cs:10:1 No iteration accepts a connection.", lines[0]);
        Assert.Equal("Skipped SQ434 - No iteration accepts a connection.", lines[3]);
    }

    [Theory]
    [InlineData(Found.No)]
    [InlineData(Found.Unknown)]
    public void A_connection_that_is_not_registered_fails_at_its_accept(object found) =>
        Assert.Equal(
            "Fail SQ431 accept.cs:5:1 An accepted connection never goes into the registry.",
            Judge(Facts with { Accept = Accept with { Registered = new Trait((Found)found) } })[0]
        );

    [Fact]
    public void A_second_thread_in_the_loop_fails_whatever_else_is_there() =>
        Assert.Equal(
            "Fail SQ432 loop.cs:42:1 `Thread.Start` brings a second thread into the loop.",
            Threads(
                Doing(ActivityKind.Async, "await", 40),
                Doing(ActivityKind.Thread, "Thread.Start", 42),
                Doing(ActivityKind.Thread, "Task.Run", 43)
            )
        );

    [Fact]
    public void A_loop_that_awaits_may_go_on_in_another_thread() =>
        Assert.Equal(
            "Review SQ432 loop.cs:40:1 After `await` the loop may go on in another thread.",
            Threads(Doing(ActivityKind.Async, "await", 40), Doing(ActivityKind.Async, "Task.Yield", 41))
        );

    [Fact]
    public void Waiting_is_no_other_thread() =>
        Assert.Equal(
            "Pass SQ432 loop.cs:10:1 Nothing in the loop starts another thread.",
            Threads(Doing(ActivityKind.Wait, "Thread.Sleep", 40))
        );

    [Theory]
    [InlineData(ActivityKind.Thread)]
    [InlineData(ActivityKind.Async)]
    public void Threads_outside_of_the_loop_are_nobodys_business(object kind) =>
        Assert.Equal(
            "Pass SQ432 loop.cs:10:1 Nothing in the loop starts another thread.",
            Threads(Doing((ActivityKind)kind, "It", 40) with { InIterate = false, InLoop = false })
        );

    [Fact]
    public void Waiting_in_an_iteration_makes_everyone_wait() =>
        Assert.Equal(
            "Fail SQ433 loop.cs:42:1 `Thread.Sleep` makes every client wait.",
            Waits(
                Doing(ActivityKind.Async, "await", 40),
                Doing(ActivityKind.Wait, "Task.Wait", 41) with
                {
                    InIterate = false,
                },
                Doing(ActivityKind.Wait, "Thread.Sleep", 42)
            )
        );

    [Fact]
    public void Waiting_at_the_end_of_the_loop_is_for_review() =>
        Assert.Equal(
            "Review SQ433 loop.cs:41:1 `Task.Wait` waits outside `select`, if not in every round.",
            Waits(
                Doing(ActivityKind.Wait, "Thread.Join", 40) with
                {
                    InIterate = false,
                    InLoop = false,
                },
                Doing(ActivityKind.Wait, "Task.Wait", 41) with
                {
                    InIterate = false,
                }
            )
        );

    [Fact]
    public void Waiting_outside_of_the_loop_holds_up_nobody() =>
        Assert.Equal(
            "Pass SQ433 loop.cs:10:1 The loop waits in `select` and nowhere else.",
            Waits(
                Doing(ActivityKind.Wait, "Thread.Join", 40) with
                {
                    InIterate = false,
                    InLoop = false,
                },
                Doing(ActivityKind.Async, "await", 41)
            )
        );

    [Fact]
    public void A_limit_that_is_off_by_one_fails_where_it_stands() =>
        Assert.Equal(
            "Fail SQ434 accept.cs:7:1 This comparison lets fd 1024 through: the last that fits is 1023.",
            Judge(Facts with { Accept = Accept with { LimitOffByOne = true } })[3]
        );

    [Theory]
    [InlineData(Found.No)]
    [InlineData(Found.Unknown)]
    public void Without_a_limit_in_the_text_a_person_looks(object found) =>
        Assert.Equal(
            "Review SQ434 accept.cs:5:1 The source does not show what happens to an fd that does not fit into an fd_set.",
            Judge(Facts with { Accept = Accept with { Limit = new Trait((Found)found, InAccept(30)) } })[3]
        );

    [Fact]
    public void The_first_number_that_leaves_clients_out_fails() =>
        Assert.Equal(
            "Fail SQ435 loop.cs:50:1 There is room for 32, and 50 clients come.",
            Judge(Facts with { TooSmall = [new Capacity(32, Loop(50)), new Capacity(8, Loop(51))] })[4]
        );

    private static Activity Doing(ActivityKind kind, string name, int line) =>
        new(kind, name, Loop(line), InIterate: true, InLoop: true);

    private static string Threads(params Activity[] activities) => Judge(Facts with { Activities = activities })[1];

    private static string Waits(params Activity[] activities) => Judge(Facts with { Activities = activities })[2];

    private static string[] Judge(SourceFacts facts) => C4Code.Judge(Of(facts)).AsLines();
}

using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;
using static SelectQuest.Verdicts.Tests.Given.SoundCode;

namespace SelectQuest.Verdicts.Tests.Sources;

public class HandlersInTheSource
{
    [Fact]
    public void An_accepted_fd_is_made_non_blocking_at_once() =>
        Assert.Equal("Pass SQ631 accept.cs:6:1 An accepted fd is made non-blocking at once.", NonBlocking(Accept));

    [Fact]
    public void Made_non_blocking_by_whoever_is_certain_it_does_not_matter_what_else_is() =>
        Assert.Equal(
            "Pass SQ631 accept.cs:6:1 An accepted fd is made non-blocking at once.",
            NonBlocking(Accept with { ListenerOnly = true })
        );

    [Fact]
    public void A_loop_that_never_accepts_has_nothing_to_make_non_blocking() =>
        Assert.Equal("Skipped SQ631 - No iteration accepts a connection.", NonBlocking(Accept with { Accept = null }));

    [Fact]
    public void A_new_fd_does_not_inherit_the_listeners_mode() =>
        Assert.Equal(
            "Fail SQ631 accept.cs:5:1 Only the listening fd is made non-blocking: the new fd does not inherit it.",
            NonBlocking(Accept with { NonBlocking = No(InAccept(30)), ListenerOnly = true })
        );

    [Fact]
    public void Never_fails_at_the_accept_and_too_late_is_for_review_where_it_stands()
    {
        Assert.Equal(
            "Fail SQ631 accept.cs:5:1 An accepted fd is never made non-blocking.",
            NonBlocking(Accept with { NonBlocking = No(InAccept(30)) })
        );
        Assert.Equal(
            "Review SQ631 accept.cs:30:1 The fd may be made non-blocking too late.",
            NonBlocking(Accept with { NonBlocking = Unknown(InAccept(30)) })
        );
    }

    [Fact]
    public void Eagain_is_told_from_an_error_and_the_tail_is_kept() =>
        Assert.Equal(
            [
                "Pass SQ632 handlers.cs:7:1 EAGAIN is told from an error.",
                "Pass SQ633 handlers.cs:8:1 The number of bytes that `send` took is used.",
            ],
            Eagain(Io)
        );

    [Fact]
    public void Without_receive_or_send_there_is_no_echo()
    {
        Assert.Equal(
            "Fail SQ632 loop.cs:10:1 No iteration receives anything.",
            Eagain(Io with { Receive = null, Send = null })[0]
        );
        Assert.Equal("Fail SQ632 loop.cs:10:1 No iteration sends anything.", Eagain(Io with { Send = null })[0]);
    }

    [Fact]
    public void Eagain_taken_for_an_error_fails_and_what_the_text_does_not_tell_is_for_review()
    {
        Assert.Equal(
            "Fail SQ632 handlers.cs:30:1 EAGAIN is taken for an error.",
            Eagain(Io with { AsksForEagain = No(InHandlers(30)) })[0]
        );
        Assert.Equal(
            "Review SQ632 handlers.cs:30:1 The source does not show whether EAGAIN is told from an error here.",
            Eagain(Io with { AsksForEagain = Unknown(InHandlers(30)) })[0]
        );
    }

    [Fact]
    public void A_count_that_nobody_asks_for_fails_and_without_a_send_there_is_none()
    {
        Assert.Equal(
            "Fail SQ633 handlers.cs:30:1 Nobody asks how many bytes `send` took.",
            Eagain(Io with { UsesSent = No(InHandlers(30)) })[1]
        );
        Assert.Equal("Skipped SQ633 - No iteration sends anything.", Eagain(Io with { UsesSent = No() })[1]);
    }

    private static string NonBlocking(AcceptPath accept) =>
        Assert.Single(DoneWhenCode.NonBlocking(Of(Facts with { Accept = accept })).AsLines());

    private static string[] Eagain(PartialIo io) => DoneWhenCode.Eagain(Of(Facts with { Io = io })).AsLines();
}

using SelectQuest.Server;
using SelectQuest.Server.Tests;
using SelectQuest.Simulation.Tests.Loops;

namespace SelectQuest.Simulation.Tests;

/// <summary>A test of one idea has to fail when that idea was not understood.</summary>
public class StudentsLoopTests
{
    public static TheoryData<Bug, string> Ideas =>
        new()
        {
            { Bug.SetsZeroedOnce, nameof(LoopTests.The_sets_are_rebuilt_before_every_select) },
            { Bug.ListenerForgottenAfterFirstAccept, nameof(LoopTests.The_listener_is_watched_in_every_iteration) },
            { Bug.NfdsWithoutPlusOne, nameof(LoopTests.Nfds_is_the_highest_fd_plus_1_also_after_the_highest_left) },
            { Bug.MaxFdNeverShrinks, nameof(LoopTests.Nfds_is_the_highest_fd_plus_1_also_after_the_highest_left) },
            { Bug.MaxFdShrinksByOne, nameof(LoopTests.Nfds_is_the_highest_fd_plus_1_also_after_the_highest_left) },
            { Bug.NfdsIgnoresListener, nameof(LoopTests.Nfds_counts_the_listener_when_it_is_the_highest) },
            { Bug.NonBlockingForgotten, nameof(LoopTests.A_client_is_made_non_blocking_right_after_accept) },
            { Bug.ReceiveEagainCloses, nameof(LoopTests.EAGAIN_is_not_an_error) },
            { Bug.SendEagainCloses, nameof(LoopTests.EAGAIN_is_not_an_error) },
            { Bug.SelectEintrEndsTheLoop, nameof(LoopTests.EINTR_is_not_an_error) },
            { Bug.AcceptEintrThrows, nameof(LoopTests.EINTR_is_not_an_error) },
            { Bug.ReceiveEintrCloses, nameof(LoopTests.EINTR_is_not_an_error) },
            { Bug.PartialSendDropped, nameof(LoopTests.A_send_that_takes_less_than_all_keeps_the_tail) },
            { Bug.PartialSendResentWhole, nameof(LoopTests.A_send_that_takes_less_than_all_keeps_the_tail) },
            { Bug.SendRetriedUntilItFits, nameof(LoopTests.One_client_that_does_not_read_keeps_nobody_waiting) },
            { Bug.EndOfFileIgnored, nameof(LoopTests.EOF_closes_a_client_only_after_its_bytes_are_flushed) },
            { Bug.EndOfFileDropsPending, nameof(LoopTests.EOF_closes_a_client_only_after_its_bytes_are_flushed) },
            { Bug.EndOfFileStaysWatched, nameof(LoopTests.EOF_closes_a_client_only_after_its_bytes_are_flushed) },
            { Bug.ErrorSetNeverFilled, nameof(LoopTests.Urgent_data_shows_in_the_error_set_and_is_seen_to) },
            { Bug.ErrorResultNeverRead, nameof(LoopTests.Urgent_data_shows_in_the_error_set_and_is_seen_to) },
            { Bug.ResetIsNoReasonToClose, nameof(LoopTests.A_reset_ends_one_client_and_no_other) },
            { Bug.ResetThrows, nameof(LoopTests.A_reset_ends_one_client_and_no_other) },
            { Bug.AcceptsBeforeServing, nameof(LoopTests.An_fd_that_comes_back_at_once_belongs_to_someone_else) },
            {
                Bug.AcceptsFdSetSize,
                nameof(LoopTests.A_client_whose_fd_fits_in_no_set_is_closed_and_the_others_are_served)
            },
            {
                Bug.RefusesTheLastGoodFd,
                nameof(LoopTests.A_client_whose_fd_fits_in_no_set_is_closed_and_the_others_are_served)
            },
            {
                Bug.RefusedFdLeaks,
                nameof(LoopTests.A_client_whose_fd_fits_in_no_set_is_closed_and_the_others_are_served)
            },
            {
                Bug.ListenerKeptAfterEmfile,
                nameof(LoopTests.Without_a_free_fd_the_loop_waits_instead_of_asking_again_and_again)
            },
            { Bug.ListenerForgottenAfterEmfile, nameof(LoopTests.Fifty_clients_and_every_fault_there_is) },
            { Bug.StopDropsPending, nameof(LoopTests.Cancelling_Run_flushes_what_is_pending_and_closes_every_fd_once) },
            {
                Bug.StopLeavesListenerOpen,
                nameof(LoopTests.Cancelling_Run_flushes_what_is_pending_and_closes_every_fd_once)
            },
            {
                Bug.StopLeavesClientsOpen,
                nameof(LoopTests.Cancelling_Run_flushes_what_is_pending_and_closes_every_fd_once)
            },
            { Bug.StopIsIgnored, nameof(LoopTests.Cancelling_Run_flushes_what_is_pending_and_closes_every_fd_once) },
        };

    [Theory]
    [MemberData(nameof(Ideas))]
    public void The_test_of_an_idea_fails_without_it(Bug bug, string name)
    {
        var test = typeof(LoopTests).GetMethod(name)!.CreateDelegate<Action>(new LoopTests());

        SelectLoop.While(bug, () => Assert.ThrowsAny<Xunit.Sdk.XunitException>(test));
    }
}

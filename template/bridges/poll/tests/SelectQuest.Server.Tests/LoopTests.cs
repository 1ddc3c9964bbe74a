using System.Globalization;
using SelectQuest.Server.Simulation;
using static SelectQuest.Server.Simulation.ClientDoes;

namespace SelectQuest.Server.Tests;

/// <summary>
/// The schedules of the quest's select loop, all but those about fds that fit into no fd_set: poll on a kernel in memory.
/// Each test is one idea of the loop; the last one is everything at once. A failure prints what the kernel answered, what your loop did and what was expected. Set a breakpoint in your
/// loop and run one test: no clock ticks while you look.
/// </summary>
public class LoopTests
{
    /// <summary>So many schedules does <see cref="Fifty_clients_and_every_fault_there_is"/> try, unless told otherwise.</summary>
    private const int Schedules = 60;

    /// <summary>The oracles take an fd beyond FD_SETSIZE that is kept for a fault, and here it is none.</summary>
    private const Faults Possible = Faults.All & ~Faults.HighFds;

    [Fact]
    public void The_entries_are_asked_in_every_round() =>
        Survives(
            Schedule.Of(
                new(1, 0, Connect),
                new(1, 1, Connect),
                new(5, 0, Send, 10),
                new(10, 1, Send, 10),
                new(15, 0, HangUp),
                new(20, 1, Send, 10)
            )
        );

    [Fact]
    public void The_listener_is_watched_in_every_iteration() =>
        Survives(Schedule.Of(new(1, 0, Connect), new(10, 1, Connect), new(20, 2, Connect), new(30, 2, Send, 1)));

    [Fact]
    public void Those_who_stay_are_watched_after_the_highest_fd_left() =>
        Survives(
            Schedule.Of(
                new(1, 0, Connect),
                new(1, 1, Connect),
                new(1, 2, Connect),
                new(10, 1, HangUp),
                new(10, 2, HangUp),
                new(20, 0, Send, 10),
                new(30, 3, Connect)
            )
        );

    [Fact]
    public void A_listener_with_the_highest_fd_is_watched() =>
        Survives(Schedule.Of(new(1, 0, Connect), new(5, 0, Send, 10)) with { ListenFd = 12 });

    [Fact]
    public void A_client_is_made_non_blocking_right_after_accept() =>
        Survives(Schedule.Of(new ClientEvent(1, 0, Connect)));

    [Fact]
    public void EAGAIN_is_not_an_error() =>
        Survives(
            Schedule.Of(new(1, 0, Connect), new(10, 0, Send, 10), new(20, 0, Send, 10)) with
            {
                Faults =
                [
                    new Fault(FaultKind.SpuriouslyReadable, Nth: 3, Client: 0),
                    new Fault(FaultKind.ReceiveAgain, Nth: 2, Client: 0),
                    new Fault(FaultKind.SendAgain, Nth: 1, Client: 0),
                ],
            }
        );

    [Fact]
    public void EINTR_is_not_an_error() =>
        Survives(
            Schedule.Of(new(1, 0, Connect), new(1, 1, Connect), new(10, 0, Send, 10), new(20, 1, Send, 10)) with
            {
                Faults =
                [
                    new Fault(FaultKind.SelectInterrupted, Nth: 2),
                    new Fault(FaultKind.AcceptInterrupted, Nth: 1),
                    new Fault(FaultKind.ReceiveInterrupted, Nth: 1, Client: 0),
                    new Fault(FaultKind.SendInterrupted, Nth: 1, Client: 1),
                ],
            }
        );

    [Fact]
    public void A_send_that_takes_less_than_all_keeps_the_tail() =>
        Survives(
            Schedule.Of(new(1, 0, Connect), new(5, 0, Send, 100), new(10, 0, Send, 100)) with
            {
                Faults =
                [
                    new Fault(FaultKind.ShortSend, Nth: 1, Client: 0, Bytes: 30),
                    new Fault(FaultKind.ShortSend, Nth: 2, Client: 0, Bytes: 1),
                ],
            }
        );

    [Fact]
    public void One_client_that_does_not_read_keeps_nobody_waiting() =>
        Survives(
            Schedule.Of(
                new(1, 0, Connect),
                new(1, 1, Connect),
                new(5, 0, StopReading),
                new(6, 0, Send, 1000),
                new(30, 1, Send, 500),
                new(100, 0, ReadOn)
            ) with
            {
                ReceiveBuffer = 64,
                SendBuffer = 64,
            }
        );

    [Fact]
    public void EOF_closes_a_client_only_after_its_bytes_are_flushed() =>
        Survives(
            Schedule.Of(
                new(1, 0, Connect),
                new(5, 0, StopReading),
                new(6, 0, Send, 200),
                new(7, 0, ShutDownWriting),
                new(100, 0, ReadOn)
            ) with
            {
                SendBuffer = 64,
            }
        );

    [Fact]
    public void Urgent_data_is_seen_to() =>
        Survives(Schedule.Of(new(1, 0, Connect), new(1, 1, Connect), new(10, 0, SendUrgent), new(30, 1, Send, 10)));

    [Fact]
    public void A_reset_ends_one_client_and_no_other() =>
        Survives(
            Schedule.Of(
                new(1, 0, Connect),
                new(1, 1, Connect),
                new(1, 2, Connect),
                new(5, 0, Send, 10),
                new(5, 0, Reset),
                new(6, 1, StopReading),
                new(7, 1, Send, 1000),
                new(10, 1, Close),
                new(20, 2, Send, 10)
            ) with
            {
                SendBuffer = 64,
            }
        );

    [Fact]
    public void An_fd_that_comes_back_at_once_belongs_to_someone_else() =>
        Survives(
            Schedule.Of(
                new(1, 0, Connect),
                new(1, 1, Connect),
                new(10, 0, SendUrgent),
                new(10, 0, ShutDownWriting),
                new(10, 2, Connect),
                new(20, 2, Send, 10),
                new(30, 1, Send, 10)
            )
        );

    [Fact]
    public void Without_a_free_fd_the_loop_waits_instead_of_asking_again_and_again() =>
        Survives(
            Schedule.Of(
                new(1, 0, Connect),
                new(1, 1, Connect),
                new(1, 2, Connect),
                new(200, 0, HangUp),
                new(300, 2, Send, 10)
            ) with
            {
                FdLimit = 6,
            }
        );

    [Fact]
    public void Cancelling_Run_flushes_what_is_pending_and_closes_every_fd_once() =>
        Survives(
            Schedule.Of(
                new(1, 0, Connect),
                new(1, 1, Connect),
                new(5, 0, StopReading),
                new(6, 0, Send, 1000),
                new(30, 2, Connect)
            ) with
            {
                SendBuffer = 64,
                RunAt = 0,
                StopAt = 20,
            }
        );

    /// <summary>
    /// SEED=17 runs one schedule alone, and a failure then also comes as a test to paste here; SCHEDULES=10000 tries more of
    /// them. The same seed always gives the same clients, the same faults, the same answers.
    /// </summary>
    [Fact]
    public void Fifty_clients_and_every_fault_there_is()
    {
        var story = FromEnvironment("SEED") is { } seed
            ? Simulator.FirstFailure(NewLoop, seed, count: 1, faults: Possible)
            : Simulator.FirstFailure(
                NewLoop,
                firstSeed: 1,
                FromEnvironment("SCHEDULES") ?? Schedules,
                faults: Possible
            );
        var toPaste = FromEnvironment("SEED") is null ? "" : $"\n{story?.ToUnitTest()}";
        Assert.True(story is null, $"\n{story}{toPaste}");
    }

    private static int? FromEnvironment(string name) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(name),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private static LoopUnderTest NewLoop(Sockets.ISocketApi sockets, int listenFd)
    {
        var loop = new SelectLoop(new SimulatedPoll(sockets), listenFd);
        return new LoopUnderTest(loop.Iterate, loop.Run);
    }

    private static void Survives(Schedule schedule)
    {
        if (Simulator.Run(schedule, NewLoop).Violation is { } violation)
        {
            Assert.Fail($"\n{Story.Tell(schedule, violation, NewLoop)}");
        }
    }
}

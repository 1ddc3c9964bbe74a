using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Simulation.Tests;

/// <summary>Rules of the kernel that a script on the real one cannot show without disturbing the process it runs in.</summary>
public class KernelRules
{
    [Fact]
    public void A_new_fd_is_the_lowest_that_is_free()
    {
        var kernel = Open(
            new Schedule
            {
                Clients = 5,
                ListenFd = 6,
                FirstFreeFd = 4,
            }
        );

        Assert.Equal([4, 5, 7], [Accept(kernel), Accept(kernel), Accept(kernel)]);
        kernel.Close(7);
        kernel.Close(5);
        Assert.Equal([5, 7], [Accept(kernel), Accept(kernel)]);
    }

    [Fact]
    public void Without_a_free_fd_accept_says_EMFILE_and_the_client_goes_on_waiting()
    {
        var kernel = Open(new Schedule { Clients = 2, FdLimit = 5 });
        var fd = Accept(kernel);

        Assert.Equal(-1, kernel.Accept(3, out var errno));
        Assert.Equal(Errno.EMFILE, errno);
        kernel.Close(fd);
        Assert.Equal(fd, Accept(kernel));
    }

    [Fact]
    public void A_call_that_would_wait_on_a_blocking_fd_is_refused_aloud()
    {
        var kernel = Open(new Schedule { Clients = 1 });
        var fd = Accept(kernel);

        Assert.Throws<InvalidOperationException>(() => kernel.Receive(fd, new byte[1], out _));
        kernel.SetNonBlocking(fd, out _);
        Assert.Equal(-1, kernel.Receive(fd, new byte[1], out var errno));
        Assert.Equal(Errno.EAGAIN, errno);
    }

    [Fact]
    public void After_EINTR_the_sets_are_as_they_were()
    {
        var kernel = Open(new Schedule { Clients = 1, Faults = [new Fault(FaultKind.SelectInterrupted, Nth: 1)] });
        FdSet read = default;
        read.Set(3);
        read.Set(900); // beyond nfds: nobody looks
        var before = read;
        FdSet none = default;

        Assert.Equal(-1, kernel.Select(4, ref read, ref none, ref none, TimeSpan.Zero, out var errno));
        Assert.Equal(Errno.EINTR, errno);
        Assert.Equal(before, read);
        Assert.Equal(1, kernel.Select(4, ref read, ref none, ref none, TimeSpan.Zero, out _));
    }

    private static SimulatedSockets Open(Schedule schedule)
    {
        var kernel = new SimulatedSockets(schedule);
        for (var client = 0; client < schedule.Clients; client++)
        {
            kernel.Happen(new ClientEvent(0, client, ClientDoes.Connect));
        }

        return kernel;
    }

    private static int Accept(SimulatedSockets kernel) => kernel.Accept(kernel.ListenFd, out _);
}

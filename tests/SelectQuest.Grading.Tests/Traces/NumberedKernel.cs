using System.Net;
using System.Net.Sockets;
using SelectQuest.Grading.Evidence.Traces;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Tests.Traces;

/// <summary>The real kernel under numbers of the server's own, and the ways to end its waits.</summary>
public sealed class NumberedKernel : IDisposable
{
    private const int Listener = 3;

    private readonly NumberedSockets sockets = new();
    private readonly List<Socket> clients = [];

    [Fact]
    public void The_lowest_free_number_is_given_first()
    {
        Assert.Equal([4, 5, 6], [Accepted(), Accepted(), Accepted()]);
        sockets.Close(5);
        sockets.Close(4);

        Assert.Equal([4, 5, 7], [Accepted(), Accepted(), Accepted()]);
        Assert.Equal((6, 4), (sockets.Accepted, sockets.Live));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(-1)]
    [InlineData(2000)]
    public void An_fd_it_was_never_given_reaches_nothing(int fd)
    {
        Accepted();
        Assert.Equal((-1, Errno.EBADF), (sockets.Receive(fd, new byte[1], out var received), received));
        Assert.Equal((-1, Errno.EBADF), (sockets.Send(fd, new byte[1], out var sent), sent));
        Assert.Equal((-1, Errno.EBADF), (sockets.Accept(fd, out var accepted), accepted));
        Assert.Equal((false, Errno.EBADF), (sockets.SetNonBlocking(fd, out var set), set));
        sockets.Close(fd);

        // Standard output among them: it is still there.
        Console.Out.Flush();
        Assert.Equal(1, sockets.Live);
    }

    [Fact]
    public void A_set_with_a_closed_fd_is_EBADF_and_stays_as_it_was()
    {
        var fd = Accepted();
        sockets.Close(fd);
        var (read, write, error) = (Of(Listener, fd), Of(), Of());

        var result = sockets.Select(fd + 1, ref read, ref write, ref error, TimeSpan.Zero, out var errno);

        Assert.Equal((-1, Errno.EBADF, Of(Listener, fd)), (result, errno, read));
    }

    [Fact]
    public void Fds_at_and_beyond_nfds_are_not_looked_at()
    {
        var (first, second) = (Accepted(), Accepted());
        clients[0].Send([1]);
        clients[1].Send([1]);
        WaitUntilReadable(first, second);
        var (read, write, error) = (Of(first, second, 900), Of(), Of());

        var result = sockets.Select(second, ref read, ref write, ref error, TimeSpan.Zero, out _);

        // As on Linux: 900 lies in a word that was not written, the second client in one that was.
        Assert.Equal((1, Of(first, 900)), (result, read));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1025)]
    public void An_nfds_out_of_range_is_EINVAL(int nfds)
    {
        var (read, write, error) = (Of(Listener), Of(), Of());
        Assert.Equal(-1, sockets.Select(nfds, ref read, ref write, ref error, TimeSpan.Zero, out var errno));
        Assert.Equal(Errno.EINVAL, errno);
    }

    [Fact]
    public void A_request_to_stop_ends_an_endless_select_once_as_a_signal_does()
    {
        var (read, write, error) = (Of(Listener), Of(), Of());
        sockets.RequestStop();

        var result = sockets.Select(4, ref read, ref write, ref error, Timeout.InfiniteTimeSpan, out var errno);

        Assert.Equal((-1, Errno.EINTR, Of(Listener)), (result, errno, read));
        Assert.True(sockets.Stop.IsCancellationRequested);
        Assert.Equal(0, sockets.Select(4, ref read, ref write, ref error, TimeSpan.Zero, out _));
    }

    [Fact]
    public void A_client_that_is_ready_when_the_stop_comes_is_reported_all_the_same()
    {
        var fd = Accepted();
        clients[0].Send([1]);
        WaitUntilReadable(fd);
        sockets.RequestStop();
        var (read, write, error) = (Of(Listener, fd), Of(), Of());

        var result = sockets.Select(fd + 1, ref read, ref write, ref error, Timeout.InfiniteTimeSpan, out _);

        Assert.Equal((1, Of(fd)), (result, read));
        Assert.True(sockets.Stop.IsCancellationRequested);
    }

    [Fact]
    public void In_blocking_mode_recv_waits_for_its_client()
    {
        var fd = Accepted();
        var late = new Thread(() => clients[0].Send([7]));
        late.Start();
        var buffer = new byte[8];

        Assert.Equal((1, Errno.None), (sockets.Receive(fd, buffer, out var errno), errno));
        Assert.Equal(7, buffer[0]);
        late.Join();
    }

    [Fact]
    public void In_blocking_mode_send_takes_everything()
    {
        var fd = Accepted();
        var bytes = new byte[8 * 1024 * 1024];
        var got = 0;
        var reader = new Thread(() =>
        {
            var buffer = new byte[64 * 1024];
            while (got < bytes.Length)
            {
                got += clients[0].Receive(buffer);
            }
        });
        reader.Start();

        Assert.Equal((bytes.Length, Errno.None), (sockets.Send(fd, bytes, out var errno), errno));
        reader.Join();
        Assert.Equal(bytes.Length, got);
    }

    [Fact]
    public void In_non_blocking_mode_nothing_waits()
    {
        var fd = Accepted();
        Assert.True(sockets.SetNonBlocking(fd, out _));

        Assert.Equal((-1, Errno.EAGAIN), (sockets.Receive(fd, new byte[1], out var received), received));
        var errno = Errno.None;
        while (sockets.Send(fd, new byte[64 * 1024], out errno) >= 0)
        {
            // The client reads nothing: the buffers fill up.
        }

        Assert.Equal(Errno.EAGAIN, errno);
    }

    [Fact]
    public void A_run_that_is_broken_off_ends_every_wait()
    {
        var fd = Accepted();
        sockets.BreakOff();

        Assert.Throws<BrokenOffException>(() => sockets.Receive(fd, new byte[1], out _));
        Assert.Throws<BrokenOffException>(() =>
        {
            var (read, write, error) = (Of(Listener), Of(), Of());
            sockets.Select(4, ref read, ref write, ref error, Timeout.InfiniteTimeSpan, out _);
        });
        Assert.True(sockets.WasBrokenOff);
    }

    [Fact]
    public void A_run_that_is_broken_off_while_it_waits_wakes_up()
    {
        var fd = Accepted();
        var breaker = new Thread(sockets.BreakOff);
        breaker.Start();

        Assert.Throws<BrokenOffException>(() => sockets.Receive(fd, new byte[1], out _));
        breaker.Join();
    }

    public void Dispose()
    {
        clients.ForEach(client => client.Dispose());
        sockets.Dispose();
    }

    private int Accepted()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        clients.Add(client);
        client.Connect(IPAddress.Loopback, sockets.Port);
        WaitUntilReadable(Listener);
        return sockets.Accept(Listener, out _);
    }

    private void WaitUntilReadable(params int[] fds)
    {
        foreach (var fd in fds)
        {
            var (read, write, error) = (Of(fd), Of(), Of());
            Assert.Equal(1, sockets.Select(fd + 1, ref read, ref write, ref error, Timeout.InfiniteTimeSpan, out _));
        }
    }

    private static FdSet Of(params int[] fds)
    {
        var set = default(FdSet);
        foreach (var fd in fds)
        {
            set.Set(fd);
        }

        return set;
    }
}

using System.Net;
using System.Net.Sockets;
using SelectQuest.Server.Sockets;
using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Loops;

/// <summary>What the real kernel answers, under the names the seam promises on every system.</summary>
[Collection(OneAtATime.Name)]
public sealed class KernelErrors : IDisposable
{
    private readonly KernelSockets kernel = KernelSockets.Open();
    private readonly int listenFd;
    private readonly int port;

    public KernelErrors() => listenFd = kernel.Listen(0, 16, out port, out _);

    public void Dispose() => kernel.Close(listenFd);

    [Fact]
    public void An_empty_backlog_is_EAGAIN()
    {
        Assert.Equal(-1, kernel.Accept(listenFd, out var errno));
        Assert.Equal(Errno.EAGAIN, errno);
        Assert.Equal(Errno.EWOULDBLOCK, errno);
    }

    [Fact]
    public void A_silent_client_is_EAGAIN_and_a_full_one_too()
    {
        using var client = Connect(out var fd);
        Assert.True(kernel.SetNonBlocking(fd, out _));

        Assert.Equal(-1, kernel.Receive(fd, new byte[8], out var errno));
        Assert.Equal(Errno.EAGAIN, errno);

        var bytes = new byte[1024 * 1024];
        while (kernel.Send(fd, bytes, out errno) > 0) { }
        Assert.Equal(Errno.EAGAIN, errno);
        kernel.Close(fd);
    }

    [Fact]
    public void The_end_of_the_stream_is_0_and_no_error()
    {
        using var client = Connect(out var fd);
        client.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, kernel.Receive(fd, new byte[8], out var errno));
        Assert.Equal(Errno.None, errno);
        kernel.Close(fd);
    }

    [Fact]
    public void A_reset_is_readable_and_receive_says_ECONNRESET()
    {
        using var client = Connect(out var fd);
        client.LingerState = new LingerOption(true, 0);
        client.Close();
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        read.Set(fd);
        error.Set(fd);

        Assert.Equal(1, kernel.Select(fd + 1, ref read, ref write, ref error, Timeout.InfiniteTimeSpan, out _));
        Assert.True(read.IsSet(fd));
        Assert.False(error.IsSet(fd));
        Assert.Equal(-1, kernel.Receive(fd, new byte[8], out var errno));
        Assert.Equal(Errno.ECONNRESET, errno);
        Assert.Equal(-1, kernel.Send(fd, [1], out errno));
        Assert.True(errno is Errno.EPIPE or Errno.ECONNRESET); // Windows has only the second
        kernel.Close(fd);
    }

    [Fact]
    public void Urgent_data_sets_the_error_bit()
    {
        using var client = Connect(out var fd);
        client.Send([1], SocketFlags.OutOfBand);
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        error.Set(fd);

        Assert.Equal(1, kernel.Select(fd + 1, ref read, ref write, ref error, Timeout.InfiniteTimeSpan, out _));
        Assert.True(error.IsSet(fd));
        kernel.Close(fd);
    }

    [Fact]
    public void A_closed_fd_in_a_set_fails_the_whole_select_with_EBADF_and_leaves_the_sets_alone()
    {
        using var client = Connect(out var fd);
        kernel.Close(fd);
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        read.Set(listenFd);
        write.Set(fd);
        var (readBefore, writeBefore) = (read, write);

        Assert.Equal(-1, kernel.Select(fd + 1, ref read, ref write, ref error, TimeSpan.Zero, out var errno));
        Assert.Equal(Errno.EBADF, errno);
        Assert.Equal((readBefore, writeBefore), (read, write));
    }

    [Fact]
    public void An_fd_at_or_above_nfds_is_not_looked_at()
    {
        using var client = Connect(out var fd);
        client.Send([1]);
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        read.Set(fd);

        Assert.Equal(0, kernel.Select(fd, ref read, ref write, ref error, TimeSpan.Zero, out var errno));
        Assert.Equal(Errno.None, errno);
        kernel.Close(fd);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(FdSet.Size + 1, 0)]
    [InlineData(1, -10)]
    public void Arguments_out_of_range_are_EINVAL(int nfds, int milliseconds)
    {
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        var timeout = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Equal(-1, kernel.Select(nfds, ref read, ref write, ref error, timeout, out var errno));
        Assert.Equal(Errno.EINVAL, errno);
    }

    [Fact]
    public void Empty_sets_with_a_timeout_wait_and_answer_0()
    {
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;

        Assert.Equal(0, kernel.Select(0, ref read, ref write, ref error, TimeSpan.FromMilliseconds(1), out var errno));
        Assert.Equal(Errno.None, errno);
    }

    [Fact]
    public void A_closed_fd_is_EBADF_for_every_call()
    {
        using var client = Connect(out var fd);
        kernel.Close(fd);

        Assert.Equal(-1, kernel.Receive(fd, new byte[8], out var errno));
        Assert.Equal(Errno.EBADF, errno);
        Assert.Equal(-1, kernel.Send(fd, [1], out errno));
        Assert.Equal(Errno.EBADF, errno);
        Assert.Equal(-1, kernel.Accept(fd, out errno));
        Assert.Equal(Errno.EBADF, errno);
        Assert.False(kernel.SetNonBlocking(fd, out errno));
        Assert.Equal(Errno.EBADF, errno);
    }

    [Fact]
    public void A_port_that_is_taken_is_EADDRINUSE_and_costs_no_fd()
    {
        Assert.Equal(-1, kernel.Listen(port, 16, out var bound, out var errno));
        Assert.Equal(Errno.EADDRINUSE, errno);
        Assert.Equal(0, bound);
    }

    private Socket Connect(out int fd)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, port);
        fd = kernel.Accept(listenFd, out var errno);
        Assert.Equal(Errno.None, errno);
        return client;
    }
}

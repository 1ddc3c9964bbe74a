using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Computing;

/// <summary>Windows has no socketpair and selects on sockets only: a TCP connection of this process with itself.</summary>
internal sealed class LoopbackPair : IWakeUp
{
    private readonly KernelSockets sockets;
    private readonly Socket sender = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public LoopbackPair(KernelSockets sockets)
    {
        this.sockets = sockets;
        var listenFd = sockets.Listen(port: 0, backlog: 16, out var port, out var errno);
        if (listenFd < 0)
        {
            throw new InvalidOperationException($"Listening for our own wake-up answered {errno}.");
        }

        sender.NoDelay = true;
        sender.Connect(IPAddress.Loopback, port);
        var password = RandomNumberGenerator.GetBytes(16);
        sender.Send(password);
        do
        {
            Fd = AcceptOne(listenFd);
        } while (!Knows(password));

        sockets.Close(listenFd);
        sockets.SetNonBlocking(Fd, out _);
    }

    /// <inheritdoc/>
    public int Fd { get; }

    /// <inheritdoc/>
    public void Signal() => sender.Send([0]);

    /// <inheritdoc/>
    public void Drain()
    {
        Span<byte> bytes = stackalloc byte[16];
        while (sockets.Receive(Fd, bytes, out _) == bytes.Length) { }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        sender.Dispose();
        sockets.Close(Fd);
    }

    private int AcceptOne(int listenFd)
    {
        FdSet read = default;
        FdSet none = default;
        read.Set(listenFd);
        sockets.Select(listenFd + 1, ref read, ref none, ref none, Timeout.InfiniteTimeSpan, out _);
        return sockets.Accept(listenFd, out _);
    }

    /// <summary>Any process of this machine might have connected first.</summary>
    private bool Knows(ReadOnlySpan<byte> password)
    {
        Span<byte> said = stackalloc byte[password.Length];
        var length = 0;
        int received;
        while (length < said.Length && (received = sockets.Receive(Fd, said[length..], out _)) > 0)
        {
            length += received;
        }

        if (length == said.Length && said.SequenceEqual(password))
        {
            return true;
        }

        sockets.Close(Fd);
        return false;
    }
}

using System.Net;
using System.Net.Sockets;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>
/// Wakes a thread that waits in select: a listening socket that is watched beside the server's, and becomes readable when
/// another thread connects to it. It needs nothing that one of the three systems lacks.
/// </summary>
internal sealed class Bell : IDisposable
{
    private readonly KernelSockets kernel;
    private readonly int port;

    public Bell(KernelSockets kernel)
    {
        this.kernel = kernel;
        Fd = kernel.Listen(0, backlog: 8, out port, out var errno);
        if (Fd < 0)
        {
            throw new IOException($"The kernel gave no listening fd: {errno}.");
        }
    }

    /// <summary>Readable after <see cref="Ring"/>, until <see cref="Quiet"/>.</summary>
    public int Fd { get; }

    /// <summary>From any thread.</summary>
    public void Ring()
    {
        using var finger = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        finger.Connect(IPAddress.Loopback, port);
    }

    /// <summary>From the thread that owns the kernel's sockets.</summary>
    public void Quiet()
    {
        for (int fd; (fd = kernel.Accept(Fd, out var errno)) >= 0 || errno is Errno.ECONNABORTED or Errno.EINTR; )
        {
            if (fd >= 0)
            {
                kernel.Close(fd);
            }
        }
    }

    public void Dispose() => kernel.Close(Fd);
}

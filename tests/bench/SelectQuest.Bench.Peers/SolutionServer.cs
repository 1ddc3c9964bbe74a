using System.Runtime.InteropServices;
using SelectQuest.Server;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Bench.Peers;

/// <summary>The solution's loop, started as its own program starts it, with a kernel of the benchmark's.</summary>
internal static class SolutionServer
{
    public static void Run(Func<ISocketApi, ISocketApi> between)
    {
        var kernel = KernelSockets.Open();
        var listenFd = kernel.Listen(0, FdSet.Size, out var port, out var errno);
        if (listenFd < 0)
        {
            throw new InvalidOperationException($"listen answered {errno}");
        }

        using var stopping = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                stopping.Cancel();
            }
        );
        Console.Out.WriteLine($"listening on 127.0.0.1:{port}");
        Console.Out.Flush();
        new SelectLoop(between(kernel), listenFd).Run(stopping.Token);
    }
}

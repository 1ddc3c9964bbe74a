using System.Runtime.InteropServices;
using SelectQuest.Server;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Bench.Peers;

/// <summary>A select loop, started as the solution's own program starts it, with something of the benchmark's in it.</summary>
internal static class SolutionServer
{
    /// <param name="between">What the loop takes for the kernel.</param>
    public static void Run(Func<ISocketApi, ISocketApi> between) =>
        Run((kernel, listenFd) => new SelectLoop(between(kernel), listenFd));

    public static void Run(Func<KernelSockets, int, SelectLoop> newLoop)
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
        newLoop(kernel, listenFd).Run(stopping.Token);
    }
}

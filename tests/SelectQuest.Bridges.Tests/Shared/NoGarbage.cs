using System.Net;
using System.Net.Sockets;
using SelectQuest.Server;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Bridges.Tests;

/// <summary>What the loop's thread allocates while a client is echoed.</summary>
internal static class NoGarbage
{
    private const int WarmUp = 200;
    private const int Messages = 3000;

    internal static void IsLeftByAMessage()
    {
        var kernel = KernelSockets.Open();
        var listenFd = kernel.Listen(0, 16, out var port, out _);
        var loop = new SelectLoop(kernel, listenFd);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, port);
        loop.Iterate();
        var message = new byte[250];
        var echo = new byte[message.Length];

        long allocated = 0;
        for (var count = 0; count < WarmUp + Messages; count++)
        {
            client.Send(message);
            var before = GC.GetAllocatedBytesForCurrentThread();
            loop.Iterate();
            allocated += count < WarmUp ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(message.Length, client.Receive(echo));
        }

        using var stop = new CancellationTokenSource();
        stop.Cancel();
        loop.Run(stop.Token);
        Assert.Equal(0, allocated);
    }
}

using System.Net;
using System.Net.Sockets;
using SelectQuest.Server;
using SelectQuest.Server.Sockets;
using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Loops;

[Collection(OneAtATime.Name)]
public class Allocation
{
    private const int WarmUp = 200;
    private const int Messages = 5000;

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(100)] // Every message leaves a tail: the pending bytes and the write set are part of it.
    public void In_steady_state_a_message_allocates_nothing(int largestSend)
    {
        var kernel = KernelSockets.Open();
        var listenFd = kernel.Listen(0, 16, out var port, out _);
        var loop = new SelectLoop(new ScriptedSockets(kernel) { LargestSend = largestSend }, listenFd);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, port);
        loop.Iterate();
        var pending = loop.Registry.Single().Pending;
        var message = new byte[250];
        var echo = new byte[message.Length];

        long allocated = 0;
        for (var count = 0; count < WarmUp + Messages; count++)
        {
            client.Send(message);
            var before = GC.GetAllocatedBytesForCurrentThread();
            do
            {
                loop.Iterate();
            } while (!pending.IsEmpty);

            allocated += count < WarmUp ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(message.Length, client.Receive(echo));
        }

        using var stop = new CancellationTokenSource();
        stop.Cancel();
        loop.Run(stop.Token);
        Assert.Equal(0, allocated);
    }
}

using System.Net;
using System.Net.Sockets;

namespace SelectQuest.Bench.Peers;

/// <summary>What the servers made of .NET's sockets share.</summary>
internal static class Listening
{
    public const int Room = 64 * 1024;

    public static Socket Open()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(4096);
        Console.Out.WriteLine($"listening on {listener.LocalEndPoint}");
        Console.Out.Flush();
        return listener;
    }
}

using System.Net;
using System.Net.Sockets;

namespace SelectQuest.Grading.Tests.Load;

/// <summary>What a server does to the bytes on their way back.</summary>
/// <param name="bytes">What was received; may be changed.</param>
/// <param name="before">How many bytes this client had been sent before.</param>
/// <returns>What goes back; null closes the connection.</returns>
internal delegate byte[]? Echo(byte[] bytes, long before);

/// <summary>An echo in this process, right or wrong in one way.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Echo echo;

    public EchoServer(Echo echo)
    {
        this.echo = echo;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(100);
        _ = Accept();
    }

    public IPEndPoint Address => (IPEndPoint)listener.LocalEndPoint!;

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await listener.AcceptAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(Socket client)
    {
        using var owned = client;
        var room = new byte[4096];
        var before = 0L;
        try
        {
            while (await client.ReceiveAsync(room.AsMemory()) is var received and > 0)
            {
                if (echo(room[..received], before) is not { } answer)
                {
                    return;
                }

                before += answer.Length;
                await client.SendAsync(answer.AsMemory());
            }
        }
        catch (SocketException)
        {
            // The client has seen enough.
        }
    }
}

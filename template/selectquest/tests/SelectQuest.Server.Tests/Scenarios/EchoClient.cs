using System.Net;
using System.Net.Sockets;

namespace SelectQuest.Server.Tests.Scenarios;

/// <summary>A real TCP client of an echo server.</summary>
internal sealed class EchoClient : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    private EchoClient() { }

    public static async Task<EchoClient> Connect(int port, CancellationToken token)
    {
        var client = new EchoClient();
        try
        {
            await client.socket.ConnectAsync(IPAddress.Loopback, port, token);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Bytes that no other seed and no other position has: an echo that is lost, doubled, swapped with a neighbour's or out
    /// of order cannot pass for right.
    /// </summary>
    public static byte[] Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Sends, and receives the same bytes back. Both at once, so that neither side's buffers can fill up.</summary>
    public async Task Echo(byte[] message, CancellationToken token)
    {
        var sending = Send(message, token);
        var echo = await Receive(message.Length, token);
        await sending;
        Assert.Equal(message, echo);
    }

    public async Task Send(ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes, token)..];
        }
    }

    /// <summary>Exactly <paramref name="count"/> bytes, or fewer if the server ends the connection first.</summary>
    public async Task<byte[]> Receive(int count, CancellationToken token)
    {
        var bytes = new byte[count];
        var length = 0;
        while (length < count)
        {
            var received = await socket.ReceiveAsync(bytes.AsMemory(length), token);
            if (received == 0)
            {
                break;
            }

            length += received;
        }

        return bytes[..length];
    }

    /// <summary>
    /// Sends <paramref name="bytes"/> for as long as the server lives, and returns what came back until it ended the
    /// connection, orderly or not.
    /// </summary>
    public async Task<byte[]> EchoUntilTheEnd(byte[] bytes, CancellationToken token)
    {
        var echo = new MemoryStream();
        var sending = SendUntilTheEnd(bytes, token);
        try
        {
            var buffer = new byte[4096];
            int received;
            while ((received = await socket.ReceiveAsync(buffer, token)) > 0)
            {
                echo.Write(buffer, 0, received);
            }
        }
        catch (SocketException)
        {
            // Closed while bytes of ours were on their way: a reset is a legitimate end.
        }

        socket.Close();
        await sending;
        return echo.ToArray();
    }

    /// <summary>Says EOF and goes on reading.</summary>
    public void FinishSending() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection with a RST instead of an EOF, as a client does that crashes.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Leaves.</summary>
    public void Dispose() => socket.Dispose();

    private async Task SendUntilTheEnd(byte[] bytes, CancellationToken token)
    {
        try
        {
            await Send(bytes, token);
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The server is gone.
        }
    }
}

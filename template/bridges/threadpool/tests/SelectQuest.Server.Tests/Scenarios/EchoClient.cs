using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace SelectQuest.Server.Tests.Scenarios;

/// <summary>A real TCP client of a server that answers every line with its hash: what a message comes back as.</summary>
internal sealed class EchoClient : IDisposable
{
    /// <summary>Of a line with its newline, at most: few long lines, for each costs the same.</summary>
    private const int LineLength = 4000;

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
    /// Lines that no other seed and no other position has: a reply that is lost, doubled, swapped with a neighbour's or out
    /// of order cannot pass for right.
    /// </summary>
    /// <param name="seed">Whose.</param>
    /// <param name="length">In bytes, newlines included.</param>
    public static byte[] Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        bytes.AsSpan().Replace((byte)'\n', (byte)' ');
        for (var end = LineLength; end < length; end += LineLength)
        {
            bytes[end - 1] = (byte)'\n';
        }

        bytes[^1] = (byte)'\n';
        return bytes;
    }

    /// <summary>What the server owes for some lines: the SHA-256 of each, hashed on, 100 times altogether.</summary>
    public static byte[] Replies(ReadOnlySpan<byte> lines)
    {
        var replies = new StringBuilder();
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            var hash = lines[..end].ToArray();
            for (var iteration = 0; iteration < 100; iteration++)
            {
                hash = SHA256.HashData(hash);
            }

            replies.Append(Convert.ToHexStringLower(hash)).Append('\n');
            lines = lines[(end + 1)..];
        }

        return Encoding.ASCII.GetBytes(replies.ToString());
    }

    /// <summary>Sends, and receives the replies. Both at once, so that neither side's buffers can fill up.</summary>
    public async Task Echo(byte[] message, CancellationToken token)
    {
        var sending = Send(message, token);
        var expected = await Task.Run(() => Replies(message), token);
        var replies = await Receive(expected.Length, token);
        await sending;
        Assert.Equal(expected, replies);
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
    /// Sends <paramref name="bytes"/> for as long as the server lives, and returns those that were answered until it ended
    /// the connection, orderly or not.
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
        var answered = Math.Min(bytes.Length, (int)(echo.Length / 65) * LineLength);
        Assert.True(
            Replies(bytes.AsSpan(0, answered)).AsSpan().SequenceEqual(echo.ToArray()),
            "Other replies than owed."
        );
        return bytes[..answered];
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

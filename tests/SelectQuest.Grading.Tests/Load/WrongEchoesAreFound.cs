using System.Net;
using System.Net.Sockets;
using SelectQuest.Cli.Load;

namespace SelectQuest.Grading.Tests.Load;

/// <summary>The load generator believes no server: each way of being wrong ends the load with words that name it.</summary>
public class WrongEchoesAreFound
{
    private const int Clients = 3;
    private const int MessageBytes = 100;

    [Fact]
    public void A_right_echo_is_counted_message_by_message()
    {
        using var server = new EchoServer((bytes, _) => bytes);
        using var load = new LoadGenerator(server.Address, new LoadShape(MessageBytes, Depth: 4));
        load.Connect(Clients);

        var figures = load.RunMessages(1_000, Clients);

        Assert.InRange(figures.Messages, 1_000, 1_000 + 4 * Clients);
        Assert.Equal(figures.Messages, figures.Latencies.Count);
        Assert.Equal(Clients, load.Clients);
    }

    [Fact]
    public void Messages_larger_than_any_buffer_come_back_whole()
    {
        using var server = new EchoServer((bytes, _) => bytes);
        using var load = new LoadGenerator(server.Address, new LoadShape(MessageBytes: 1 << 20, Depth: 2));
        load.Connect(2);

        Assert.Equal(4, load.RunMessages(4, active: 2).Messages);
    }

    [Fact]
    public void Silent_clients_stay_silent()
    {
        var echoed = 0;
        using var server = new EchoServer(
            (bytes, _) =>
            {
                Interlocked.Add(ref echoed, bytes.Length);
                return bytes;
            }
        );
        using var load = new LoadGenerator(server.Address, new LoadShape(MessageBytes, Depth: 1));
        load.Connect(Clients);

        // The last of them was echoed a message, so that all are known to be in.
        Assert.Equal(8, load.RunMessages(8, active: 1).Messages);
        Assert.Equal(9 * MessageBytes, Volatile.Read(ref echoed));
    }

    [Fact]
    public void A_flipped_bit()
    {
        Broken(
            (bytes, before) =>
            {
                if (before <= 345 && 345 < before + bytes.Length)
                {
                    bytes[345 - before] ^= 1;
                }

                return bytes;
            },
            "got a wrong byte back at offset 345: 0x"
        );
    }

    [Fact]
    public void A_byte_left_out() =>
        Broken((bytes, before) => before > 500 ? bytes[1..] : bytes, "got a wrong byte back at offset ");

    [Fact]
    public void A_byte_too_many()
    {
        var added = 0;
        Broken(
            (bytes, before) =>
                before >= 500 && Interlocked.Exchange(ref added, 1) == 0 ? [.. bytes, (byte)~bytes[^1]] : bytes,
            "bytes it had sent: 1 too many",
            "got a wrong byte back"
        );
    }

    [Fact]
    public void Another_clients_bytes()
    {
        byte[]? first = null;
        Broken(
            (bytes, _) => first ??= bytes,
            "client 1 got a wrong byte back at offset 0",
            "client 2 got a wrong byte back at offset 0",
            "client 3 got a wrong byte back at offset 100"
        );
    }

    [Fact]
    public void A_connection_that_is_closed() =>
        Broken(
            (bytes, before) => before >= 700 ? null : bytes,
            "the server closed the connection of client ",
            "the server broke the connection of client "
        );

    [Fact]
    public void Nothing_at_all() =>
        Broken(
            (_, _) => [],
            "nothing came back for 0.1 s while 1 message was under way: client 3 has sent 100 bytes and got 0 bytes back"
        );

    [Fact]
    public void Nobody_listens()
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var load = new LoadGenerator((IPEndPoint)bound.LocalEndPoint!, new LoadShape(64, 1));

        var broken = Assert.Throws<LoadBrokenException>(() => load.Connect(1));

        Assert.StartsWith(
            $"client 1 could not connect to {bound.LocalEndPoint}: ",
            broken.Message,
            StringComparison.Ordinal
        );
    }

    private static void Broken(Echo echo, params string[] anyOf)
    {
        using var server = new EchoServer(echo);
        using var load = new LoadGenerator(server.Address, new LoadShape(MessageBytes, Depth: 2))
        {
            Patience = TimeSpan.FromSeconds(anyOf[0].Contains("0.1 s", StringComparison.Ordinal) ? 0.1 : 30),
        };

        var broken = Assert.Throws<LoadBrokenException>(() =>
        {
            load.Connect(Clients);
            load.RunMessages(1_000, Clients);
        });

        Assert.Contains(anyOf, words => broken.Message.Contains(words, StringComparison.Ordinal));
    }
}

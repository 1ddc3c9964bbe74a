using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Load;

/// <summary>
/// One client of an echo: keeps a number of messages under way, checks every byte that comes back, and times each message
/// from the moment it is to be sent to the moment its last byte is back. It never waits; whoever drives it does.
/// </summary>
internal sealed class EchoClient : IDisposable
{
    private readonly int number;
    private readonly int messageBytes;
    private readonly long[] began;
    private long sent;
    private long received;
    private long due;
    private long timed;

    private EchoClient(int number, int messageBytes, int depth, Socket socket)
    {
        this.number = number;
        this.messageBytes = messageBytes;
        began = new long[depth];
        Socket = socket;
    }

    public Socket Socket { get; }

    /// <summary>The kernel did not take all there is to send.</summary>
    public bool WantsRoom => sent < due;

    /// <summary>It is being watched for room: whoever watches keeps note of it here.</summary>
    public bool IsWatchedForRoom { get; set; }

    /// <param name="number">From 0; messages to people count from 1.</param>
    /// <param name="depth">The most messages that will be under way at once.</param>
    /// <exception cref="LoadBrokenException">It was not let in within <paramref name="patience"/>.</exception>
    public static EchoClient Connect(IPEndPoint server, int number, int messageBytes, int depth, TimeSpan patience)
    {
        var socket = NewSocket(server.AddressFamily, number);
        var client = new EchoClient(number, messageBytes, depth, socket);
        var error = SocketError.Success;
        try
        {
            socket.NoDelay = true;
            socket.Connect(server);
        }
        catch (SocketException e)
        {
            error = e.SocketErrorCode;
        }

        if (error is SocketError.WouldBlock or SocketError.InProgress)
        {
            error = socket.Poll(patience, SelectMode.SelectWrite)
                ? (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!
                : SocketError.TimedOut;
        }

        if (error == SocketError.Success)
        {
            return client;
        }

        client.Dispose();
        throw new LoadBrokenException(
            $"client {number + 1} could not connect to {server}: {new SocketException((int)error).Message}"
        );
    }

    /// <summary>So many messages more shall be sent. With those under way they must not exceed the depth.</summary>
    public void Ask(int messages) => due += (long)messages * messageBytes;

    /// <summary>Receives what is there and checks it.</summary>
    /// <param name="buffer">Any; what was in it does not matter.</param>
    /// <param name="latencies">Takes the time of each message that is complete now.</param>
    /// <returns>How many messages are.</returns>
    /// <exception cref="LoadBrokenException">A byte is wrong, or the connection ended.</exception>
    public int Receive(byte[] buffer, LatencyHistogram latencies)
    {
        var before = received / messageBytes;
        int count;
        do
        {
            count = Socket.Receive(buffer, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                break;
            }

            if (error != SocketError.Success || count == 0)
            {
                throw Ended(error);
            }

            Check(buffer.AsSpan(0, count));
        } while (count == buffer.Length);

        var now = Stopwatch.GetTimestamp();
        var complete = received / messageBytes;
        for (var message = before; message < complete; message++)
        {
            var took = Stopwatch.GetElapsedTime(began[message % began.Length], now);
            latencies.Add(took.Ticks * TimeSpan.NanosecondsPerTick);
        }

        return (int)(complete - before);
    }

    /// <summary>Sends what is due, as far as the kernel takes it.</summary>
    /// <exception cref="LoadBrokenException">The connection ended.</exception>
    public void Send()
    {
        if (sent == due)
        {
            return;
        }

        for (var now = Stopwatch.GetTimestamp(); timed * messageBytes < due; timed++)
        {
            began[timed % began.Length] = now;
        }

        while (sent < due)
        {
            var count = Socket.Send(EchoPattern.At(number, sent, due - sent), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return;
            }

            if (error != SocketError.Success)
            {
                throw Ended(error);
            }

            sent += count;
        }
    }

    /// <summary>What is missing, in words; null if nothing is.</summary>
    public string? Missing =>
        received == due ? null : $"client {number + 1} has sent {Bytes(sent)} and got {Bytes(received)} back";

    public void Dispose() => Socket.Dispose();

    private static Socket NewSocket(AddressFamily family, int number)
    {
        try
        {
            return new Socket(family, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        }
        catch (SocketException none) when (none.SocketErrorCode == SocketError.TooManyOpenSockets)
        {
            throw new UnusableInputException(
                $"this system lets one process open {number} sockets and not one more. Ask for fewer clients, or raise the limit first: ulimit -n."
            );
        }
    }

    private void Check(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var expected = EchoPattern.At(number, received, Math.Min(bytes.Length, sent - received));
            if (expected.IsEmpty)
            {
                throw new LoadBrokenException(
                    $"client {number + 1} got more bytes than the {Bytes(sent)} it had sent: {bytes.Length} too many"
                );
            }

            var right = bytes.CommonPrefixLength(expected);
            received += right;
            if (right < expected.Length)
            {
                throw new LoadBrokenException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"client {number + 1} got a wrong byte back at offset {received}: 0x{bytes[right]:x2} instead of 0x{expected[right]:x2}"
                    )
                );
            }

            bytes = bytes[right..];
        }
    }

    private LoadBrokenException Ended(SocketError error)
    {
        var how = error == SocketError.Success ? "closed" : "broke";
        return new(
            $"the server {how} the connection of client {number + 1}, which had sent {Bytes(sent)} and got {Bytes(received)} back"
        );
    }

    private static string Bytes(long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,0} byte{(count == 1 ? "" : "s")}");
}

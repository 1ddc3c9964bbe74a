using System.Net;
using System.Net.Sockets;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>How a connection stands, as its client sees it.</summary>
internal enum ClientEnd
{
    Open,

    /// <summary>The server sent EOF.</summary>
    Eof,

    /// <summary>The connection was reset, or cannot be used for another reason.</summary>
    Reset,
}

/// <summary>
/// One client: a non-blocking socket that sends <see cref="EchoText"/> and checks every byte that comes back. It never
/// waits; whoever drives it does, so that one thread drives them all and judges order without a clock.
/// </summary>
internal sealed class LoadClient : IDisposable
{
    private const int FaultBytes = 3 * EchoText.MessageBytes;

    [ThreadStatic]
    private static byte[]? arrived;

    private readonly EchoText text;
    private readonly List<byte> wrong = [];
    private bool sendFailed;
    private bool wasRefused;

    private LoadClient(int number, int? receiveBuffer)
    {
        text = new EchoText(number);
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } size)
        {
            Socket.ReceiveBufferSize = size;
        }
    }

    public Socket Socket { get; }

    /// <summary>Its own port on 127.0.0.1, as the kernel's table of connections names it.</summary>
    public int LocalPort { get; private set; }

    /// <summary>Bytes handed to the kernel so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Bytes that came back so far, all of them right.</summary>
    public long Received { get; private set; }

    /// <summary>How many bytes it shall have sent in all.</summary>
    public long Goal { get; set; }

    /// <summary>How many bytes may be under way before it waits for echoes.</summary>
    public long Window { get; set; } = long.MaxValue;

    /// <summary>The most that one send call takes.</summary>
    public int Piece { get; set; } = 64 * 1024;

    /// <summary>What comes back is counted and not compared.</summary>
    public bool IsCredulous { get; init; }

    /// <summary>It does not read: a slow reader.</summary>
    public bool Paused { get; set; }

    public ClientEnd End { get; private set; }

    /// <summary>Other bytes came back than it sent.</summary>
    public bool GotWrongBytes => wrong.Count > 0;

    /// <summary>Bytes came back that name another client.</summary>
    public bool GotForeignBytes => text.IsForeign(wrong.ToArray());

    public bool IsEchoed => Received == Goal && Sent == Goal;

    /// <summary>Nothing more can come of it.</summary>
    public bool IsOver => End != ClientEnd.Open || GotWrongBytes;

    public bool WantsToSend => End == ClientEnd.Open && !sendFailed && !GotWrongBytes && SendLimit > Sent;

    public bool WantsToReceive => End == ClientEnd.Open && !Paused;

    private long SendLimit => Window == long.MaxValue ? Goal : Math.Min(Goal, Received + Window);

    /// <summary>The kernel has neither let it in nor turned it away.</summary>
    public bool IsConnecting => !IsConnected && !wasRefused && !FinishesConnecting();

    /// <summary>The kernel has let it in; whether the server has accepted it is another matter.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>A client that begins to connect, and does not wait for it.</summary>
    /// <param name="number">Names it in what it sends; 0 to 999,999.</param>
    public static LoadClient Connect(int port, int number, int? receiveBuffer = null, bool isCredulous = false)
    {
        var client = new LoadClient(number, receiveBuffer) { IsCredulous = isCredulous };
        client.Socket.Blocking = false;
        try
        {
            client.Socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            client.IsConnected = true;
        }
        catch (SocketException begun) when (begun.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // As it should be. The socket tells its port now, and no more once it is asked whether it is connected.
            client.LocalPort = (client.Socket.LocalEndPoint as IPEndPoint)?.Port ?? 0;
        }
        catch (SocketException)
        {
            client.wasRefused = true;
        }

        return client;
    }

    /// <summary>Receives what is there and sends what may be sent. True if anything moved.</summary>
    public bool Pump()
    {
        var moved = WantsToReceive && Receive();
        return (WantsToSend && Send()) || moved;
    }

    /// <summary>Half-close: it has sent everything and still reads.</summary>
    public void ShutdownSend() => Socket.Shutdown(SocketShutdown.Send);

    /// <summary>One byte of urgent data; it is not part of what is checked.</summary>
    public void SendUrgent() => Socket.Send([(byte)'!'], SocketFlags.OutOfBand, out _);

    /// <summary>Closes with RST instead of FIN.</summary>
    public void Abort()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Dispose();
    }

    public void Dispose() => Socket.Dispose();

    private bool FinishesConnecting()
    {
        if (!Socket.Poll(0, SelectMode.SelectWrite))
        {
            return false;
        }

        IsConnected = Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is 0;
        wasRefused = !IsConnected;
        return true;
    }

    private bool Receive()
    {
        var buffer = arrived ??= new byte[64 * 1024];
        var moved = false;
        while (true)
        {
            var count = Socket.Receive(buffer, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return moved;
            }

            moved = true;
            if (error != SocketError.Success || count == 0)
            {
                End = error == SocketError.Success ? ClientEnd.Eof : ClientEnd.Reset;
                return true;
            }

            Check(buffer.AsSpan(0, count));
            if (count < buffer.Length)
            {
                return true;
            }
        }
    }

    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (IsCredulous)
        {
            Received = Math.Min(Sent, Received + bytes.Length);
            return;
        }

        if (!GotWrongBytes)
        {
            var same = (int)Math.Min(text.CountRight(bytes, Received), Sent - Received);
            Received += same;
            bytes = bytes[same..];
            if (!bytes.IsEmpty)
            {
                // From the start of its message, so that the name in it is whole.
                var head = new byte[Received % EchoText.MessageBytes];
                text.Fill(head, Received - head.Length);
                wrong.AddRange(head);
            }
        }

        wrong.AddRange(bytes[..Math.Min(bytes.Length, FaultBytes - wrong.Count)]);
    }

    private bool Send()
    {
        var buffer = arrived ??= new byte[64 * 1024];
        var moved = false;
        while (WantsToSend)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(Piece, Math.Min(SendLimit - Sent, buffer.Length)));
            text.Fill(piece, Sent);
            var count = Socket.Send(piece, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return moved;
            }

            moved = true;
            if (error != SocketError.Success)
            {
                // What the server sent before it closed can still be read, and the end of the connection after it.
                sendFailed = true;
                return true;
            }

            Sent += count;
        }

        return moved;
    }
}

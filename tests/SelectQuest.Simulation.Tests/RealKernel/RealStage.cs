using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Simulation.Tests.RealKernel;

/// <summary>The same script on this system's own kernel, with real clients over the loopback interface.</summary>
internal sealed class RealStage : Stage, IDisposable
{
    /// <summary>A packet on the loopback interface that took longer is lost: then the traces differ, and the test fails.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Socket?[] clients;
    private readonly Dictionary<int, long> sent = [];
    private readonly IReadOnlyList<string> expected;
    private readonly int port;

    private RealStage(ISocketApi sockets, int listenFd, int port, int clients, IReadOnlyList<string> expected)
        : base(sockets, listenFd)
    {
        this.port = port;
        this.clients = new Socket?[clients];
        this.expected = expected;
    }

    /// <param name="clients">How many there will be.</param>
    /// <param name="expected">The trace of the simulated kernel: what to wait for, since packets take their time.</param>
    public static RealStage Open(int clients, IReadOnlyList<string> expected)
    {
        var kernel = KernelSockets.Open();
        var listenFd = kernel.Listen(0, 128, out var port, out var errno);
        Assert.Equal(Errno.None, errno);
        return new RealStage(kernel, listenFd, port, clients, expected);
    }

    public void Dispose()
    {
        CloseAll();
        foreach (var client in clients)
        {
            client?.Dispose();
        }
    }

    protected override void Act(ClientEvent happening)
    {
        ref var client = ref clients[happening.Client];
        switch (happening.Does)
        {
            case ClientDoes.Connect:
                client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                client.Connect(IPAddress.Loopback, port);
                break;
            case ClientDoes.Send:
                var position = sent.GetValueOrDefault(happening.Client);
                client!.Send(ClientBytes.At(happening.Client, position, happening.Bytes));
                sent[happening.Client] = position + happening.Bytes;
                break;
            case ClientDoes.SendUrgent:
                client!.Send([0], SocketFlags.OutOfBand);
                break;
            case ClientDoes.StopReading:
                break; // it reads only when told to
            case ClientDoes.ReadOn:
                ReadEverything(client!);
                break;
            case ClientDoes.ShutDownWriting:
                client!.Shutdown(SocketShutdown.Send);
                break;
            case ClientDoes.Close:
                client!.Close();
                break;
            case ClientDoes.Reset:
                client!.LingerState = new LingerOption(true, 0);
                client.Close();
                break;
            default:
                throw new NotSupportedException($"{happening.Does} is no single step of a real client.");
        }
    }

    protected override string Settle(int line, Func<string> look)
    {
        var since = Stopwatch.StartNew();
        string seen;
        do
        {
            seen = look();
        } while (seen != expected[line] && since.Elapsed < Patience);
        return seen;
    }

    private static void ReadEverything(Socket client)
    {
        var buffer = new byte[1 << 16];
        while (client.Poll(TimeSpan.FromMilliseconds(50), SelectMode.SelectRead) && client.Receive(buffer) > 0) { }
    }
}

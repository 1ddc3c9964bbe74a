using System.Net.Sockets;
using SelectQuest.Server;
using SelectQuest.Server.Computing;
using SelectQuest.Server.Sockets;
using SelectQuest.Server.Tests.Scenarios;
using SelectQuest.Solution.Tests.Loops;
using SelectQuest.Solution.Tests.Processes;

namespace SelectQuest.Bridges.Tests;

/// <summary>The loop with its real pool on a thread of its own, computing what a test chooses.</summary>
internal sealed class PoolServer : IAsyncDisposable
{
    private readonly CancellationTokenSource patience = Patience.Begin();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SelectLoop loop;

    /// <param name="work">What it computes.</param>
    /// <param name="largestSend">The most bytes one send takes.</param>
    public PoolServer(IWork work, int largestSend = int.MaxValue)
    {
        var kernel = KernelSockets.Open();
        var listenFd = kernel.Listen(0, FdSet.Size, out var port, out var errno);
        Assert.Equal(Errno.None, errno);
        Port = port;
        var sockets = new ScriptedSockets(kernel) { LargestSend = largestSend };
        loop = new SelectLoop(sockets, listenFd, new Jobs(work, WakeUp.Of(kernel)));
        new Thread(Run) { IsBackground = true, Name = "select loop" }.Start();
    }

    public int Port { get; }

    public CancellationToken Token => patience.Token;

    public Task<EchoClient> Connect() => EchoClient.Connect(Port, Token);

    public void Cancel() => stopping.Cancel();

    public Task Ended => ended.Task.WaitAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();

        // A newcomer ends the select that has not seen the end yet.
        using var newcomer = ended.Task.IsCompleted ? null : await Newcomer();
        await Ended;
        stopping.Dispose();
        patience.Dispose();
    }

    private async Task<EchoClient?> Newcomer()
    {
        try
        {
            return await Connect();
        }
        catch (SocketException)
        {
            return null; // The listener is closed: it saw the end by itself.
        }
    }

    private void Run()
    {
        try
        {
            loop.Run(stopping.Token);
            ended.SetResult();
        }
        catch (Exception fault)
        {
            ended.SetException(fault);
            patience.Cancel();
        }
    }
}

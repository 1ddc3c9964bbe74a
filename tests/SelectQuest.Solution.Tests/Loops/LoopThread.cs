using SelectQuest.Server;
using SelectQuest.Server.Sockets;
using SelectQuest.Server.Tests.Scenarios;
using SelectQuest.Solution.Tests.Processes;

namespace SelectQuest.Solution.Tests.Loops;

/// <summary>A loop over <see cref="ScriptedSockets"/> on a thread of its own.</summary>
internal sealed class LoopThread : IAsyncDisposable
{
    private readonly CancellationTokenSource patience = Patience.Begin();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Func<bool> Condition, TaskCompletionSource Reached)> waiting = [];
    private readonly Lock gate = new();

    public LoopThread(Action<ScriptedSockets>? script = null, Backpressure? backpressure = null)
    {
        var kernel = KernelSockets.Open();
        ListenFd = kernel.Listen(0, FdSet.Size, out var port, out var errno);
        Assert.Equal(Errno.None, errno);
        Port = port;
        Sockets = new ScriptedSockets(kernel) { RoundBegins = Look };
        script?.Invoke(Sockets);
        Loop = new SelectLoop(Sockets, ListenFd) { Backpressure = backpressure ?? Backpressure.Off };
        new Thread(Run) { IsBackground = true, Name = "select loop" }.Start();
    }

    public int ListenFd { get; }

    public int Port { get; }

    public ScriptedSockets Sockets { get; }

    public SelectLoop Loop { get; }

    public CancellationToken Token => patience.Token;

    public Task<EchoClient> Connect() => EchoClient.Connect(Port, Token);

    /// <summary>Waits until <paramref name="condition"/>, asked on the loop's thread before each select, holds.</summary>
    public Task Until(Func<bool> condition)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Add((condition, reached));
        }

        return reached.Task.WaitAsync(Token);
    }

    /// <summary>Runs <paramref name="question"/> on the loop's thread before its next select.</summary>
    public async Task<T> Ask<T>(Func<T> question)
    {
        T answer = default!;
        await Until(() =>
        {
            answer = question();
            return true;
        });
        return answer;
    }

    public void Cancel() => stopping.Cancel();

    public Task Ended => ended.Task.WaitAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Ended;
        stopping.Dispose();
        patience.Dispose();
    }

    private void Run()
    {
        try
        {
            Loop.Run(stopping.Token);
            ended.SetResult();
        }
        catch (Exception fault)
        {
            ended.SetException(fault);
            patience.Cancel();
        }
    }

    private void Look()
    {
        lock (gate)
        {
            foreach (var (condition, reached) in waiting)
            {
                if (condition())
                {
                    reached.SetResult();
                }
            }

            waiting.RemoveAll(entry => entry.Reached.Task.IsCompleted);
        }
    }
}

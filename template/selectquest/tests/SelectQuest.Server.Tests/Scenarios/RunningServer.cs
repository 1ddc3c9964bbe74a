using System.Runtime.ExceptionServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Tests.Scenarios;

/// <summary>
/// Your loop, serving real TCP clients from a thread of its own. Every wait ends: with what was waited for, with the
/// exception that ended the loop, or after <see cref="Patience"/> with a message that says what never happened.
/// </summary>
internal sealed class RunningServer : IAsyncDisposable
{
    /// <summary>For a whole scenario on a busy machine. A server that works needs a small part of it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource giveUp;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Func<ServerState, bool> Condition, TaskCompletionSource Reached)> waiting = [];
    private readonly Lock gate = new();
    private readonly ObservedSockets sockets;
    private readonly SelectLoop loop;
    private ServerState state;

    private RunningServer(ObservedSockets sockets, SelectLoop loop, int port)
    {
        this.sockets = sockets;
        this.loop = loop;
        Port = port;
        sockets.RoundBegins = Look;
        giveUp = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        giveUp.CancelAfter(Patience);
    }

    public int Port { get; }

    /// <summary>See <see cref="ObservedSockets.LongestWait"/>. Read it after <see cref="Stop"/>.</summary>
    public int LongestWait => sockets.LongestWait;

    public static RunningServer Start()
    {
        var kernel = KernelSockets.Open();
        var listenFd = kernel.Listen(port: 0, backlog: FdSet.Size, out var port, out var errno);
        Assert.True(listenFd >= 0, $"The kernel gave no listening fd: {errno}.");

        var sockets = new ObservedSockets(kernel, listenFd);
        var server = new RunningServer(sockets, new SelectLoop(sockets, listenFd), port);
        new Thread(server.RunLoop) { IsBackground = true, Name = "select loop" }.Start();
        return server;
    }

    public Task<EchoClient[]> Connect(int count) =>
        Expect(
            $"{count} clients connect",
            token => Task.WhenAll(Enumerable.Range(0, count).Select(_ => EchoClient.Connect(Port, token)))
        );

    /// <summary>Waits until the server, looked at between two rounds, is as <paramref name="condition"/> wants it.</summary>
    public Task Until(string expected, Func<ServerState, bool> condition)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (condition(state))
            {
                return Task.CompletedTask;
            }

            waiting.Add((condition, reached));
        }

        return Expect(expected, token => reached.Task.WaitAsync(token));
    }

    public Task Expect(string expected, Func<CancellationToken, Task> work) =>
        Expect(
            expected,
            async token =>
            {
                await work(token);
                return true;
            }
        );

    public async Task<T> Expect<T>(string expected, Func<CancellationToken, Task<T>> work)
    {
        try
        {
            return await work(giveUp.Token);
        }
        catch (Exception) when (ended.Task.Exception?.InnerException is { } fault)
        {
            // The loop's own exception says more than the client that lost its connection over it.
            ExceptionDispatchInfo.Throw(fault);
            throw;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            lock (gate)
            {
                throw new TimeoutException(
                    ended.Task.IsCompleted
                        ? $"The loop ended before this came true: {expected}."
                        : $"Not within {Patience.TotalSeconds:0} s: {expected}. Last seen: {state}."
                );
            }
        }
    }

    /// <summary>Cancels the token and expects <see cref="SelectLoop.Run"/> to return with every fd closed, each once.</summary>
    public async Task Stop()
    {
        await stopping.CancelAsync();
        await Expect("Run returns after it was cancelled", token => ended.Task.WaitAsync(token));
        Assert.Null(sockets.WrongClose);
        var left = sockets.CloseWhatIsLeft();
        Assert.True(left is null, $"Run returned and left open: {left}.");
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        try
        {
            await ended.Task.WaitAsync(giveUp.Token);
        }
        catch (Exception)
        {
            // A scenario that fails has said why already; this is about the fds of the next one.
        }

        if (ended.Task.IsCompleted)
        {
            sockets.CloseWhatIsLeft();
        }

        giveUp.Dispose();
        stopping.Dispose();
    }

    private void RunLoop()
    {
        try
        {
            loop.Run(stopping.Token);
            ended.SetResult();
        }
        catch (Exception fault)
        {
            ended.SetException(fault);
        }

        if (!stopping.IsCancellationRequested)
        {
            giveUp.Cancel();
        }
    }

    private void Look()
    {
        lock (gate)
        {
            state = sockets.StateOf(loop.Registry);
            foreach (var (condition, reached) in waiting)
            {
                if (condition(state))
                {
                    reached.TrySetResult();
                }
            }

            waiting.RemoveAll(entry => entry.Reached.Task.IsCompleted);
        }
    }
}

using System.Runtime.ExceptionServices;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>Runs what recurses over a stranger's text on a thread with a stack of its own, and does not wait for ever.</summary>
internal static class DeepStack
{
    private const int StackBytes = 256 * 1024 * 1024;

    private static int leftBehind;

    /// <summary>How many threads were not done in time, and go on: each takes a processor from all that comes after it.</summary>
    public static int LeftBehind => Volatile.Read(ref leftBehind);

    /// <summary>
    /// False if <paramref name="work"/> ran out of stack or memory, or was not done after <paramref name="deadline"/>. A thread
    /// that is not done is left behind in the background: .NET cannot end it, the worker's own death does.
    /// </summary>
    public static bool TryRun<T>(Func<T> work, TimeSpan deadline, out T? result)
    {
        T? value = default;
        ExceptionDispatchInfo? thrown = null;
        var outOfStack = false;
        var thread = new Thread(
            () =>
            {
                try
                {
                    value = work();
                }
                catch (Exception exhausted)
                    when (exhausted is InsufficientExecutionStackException or OutOfMemoryException)
                {
                    outOfStack = true;
                }
                catch (Exception exception)
                {
                    thrown = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackBytes
        )
        {
            IsBackground = true,
            Name = "compile",
        };
        thread.Start();
        if (!thread.Join(deadline))
        {
            Interlocked.Increment(ref leftBehind);
            result = default;
            return false;
        }

        thrown?.Throw();
        result = value;
        return !outOfStack;
    }
}

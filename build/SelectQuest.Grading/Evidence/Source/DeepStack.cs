using System.Runtime.ExceptionServices;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>Runs what recurses over a stranger's text on a thread with a stack of its own, and does not wait for ever.</summary>
internal static class DeepStack
{
    private const int StackBytes = 256 * 1024 * 1024;

    /// <summary>
    /// False if <paramref name="work"/> ran out of stack or was not done after <paramref name="deadline"/>. A thread
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
                catch (InsufficientExecutionStackException)
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
            result = default;
            return false;
        }

        thrown?.Throw();
        result = value;
        return !outOfStack;
    }
}

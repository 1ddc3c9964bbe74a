using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>Runs what recurses over a stranger's text on a thread with a stack of its own, and does not wait for ever.</summary>
internal static class DeepStack
{
    private const int StackBytes = 256 * 1024 * 1024;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private static int leftBehind;

    /// <summary>How many threads were not done in time, and go on: each takes a processor from all that comes after it.</summary>
    public static int LeftBehind => Volatile.Read(ref leftBehind);

    /// <summary>
    /// False if <paramref name="work"/> ran out of stack or memory, or was not done after <paramref name="deadline"/> of its processor time. A thread
    /// that is not done is left behind in the background: .NET cannot end it, the worker's own death does.
    /// </summary>
    public static bool TryRun<T>(Func<T> work, TimeSpan deadline, out T? result)
    {
        T? value = default;
        ExceptionDispatchInfo? thrown = null;
        var outOfStack = false;
        var clock = "";
        var thread = new Thread(
            () =>
            {
                Volatile.Write(ref clock, ClockOfThisThread());
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
        if (!IsDone(thread, deadline))
        {
            Interlocked.Increment(ref leftBehind);
            result = default;
            return false;
        }

        thrown?.Throw();
        result = value;
        return !outOfStack;

        // By its own processor time, so that a busy machine makes no honest source a slow one.
        bool IsDone(Thread working, TimeSpan bound)
        {
            var start = Stopwatch.GetTimestamp();
            while (!working.Join(Glance))
            {
                if ((Used(Volatile.Read(ref clock)) ?? Stopwatch.GetElapsedTime(start)) >= bound)
                {
                    return false;
                }
            }

            return true;
        }
    }

    // Linux tells it of each thread: the first number is nanoseconds on a processor. Null elsewhere.
    private static string ClockOfThisThread() =>
        OperatingSystem.IsLinux() && new FileInfo("/proc/thread-self").LinkTarget is { } self
            ? $"/proc/{self}/schedstat"
            : "";

    private static TimeSpan? Used(string clock)
    {
        try
        {
            return
                clock.Length > 0
                && long.TryParse(
                    File.ReadAllText(clock).Split(' ')[0],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var nanoseconds
                )
                ? TimeSpan.FromMicroseconds(nanoseconds / 1000)
                : null;
        }
        catch (IOException)
        {
            // It ended at that very moment, or there is no such file.
            return null;
        }
    }
}

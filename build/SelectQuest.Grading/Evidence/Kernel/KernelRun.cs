using System.Diagnostics;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Running;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>The kernel's evidence about one server: run under strace, put under a small load, judged from the record.</summary>
internal static class KernelRun
{
    /// <param name="tool">Null for the strace that is installed.</param>
    /// <param name="wrap">Puts the server's command into a sandbox that still shares this process's 127.0.0.1.</param>
    /// <param name="bounds">Null for the usual ones.</param>
    public static async Task<KernelEvidence> Observe(
        BuiltServer server,
        CancellationToken cancellation,
        Strace? tool = null,
        Func<ProcessStartInfo, ProcessStartInfo>? wrap = null,
        KernelBounds? bounds = null
    )
    {
        tool ??= Strace.Installed;
        if (await tool.Refusal(cancellation) is { } reason)
        {
            return KernelEvidence.NotSeen(reason);
        }

        // A thread of its own: those of the pool may all be busy, and the server must not look slow for that.
        return await Task.Factory.StartNew(
            () => Observe(server, tool, wrap, bounds ?? new KernelBounds(), cancellation),
            cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    private static KernelEvidence Observe(
        BuiltServer server,
        Strace tool,
        Func<ProcessStartInfo, ProcessStartInfo>? wrap,
        KernelBounds bounds,
        CancellationToken cancellation
    )
    {
        var clock = Stopwatch.StartNew();
        using var run = TracedRun.Start(tool, server, wrap);
        try
        {
            if (run.WhyNotListening(bounds.Start, CheckTime, out var port) is { } reason)
            {
                return KernelEvidence.NotSeen(reason);
            }

            using (var load = new KernelLoad(port, run, bounds, CheckTime))
            {
                load.Drive();
            }

            run.Stop();
            return run.Shown(replay => replay.Evidence());
        }
        catch (ScenarioNotRun unsure)
        {
            return KernelEvidence.NotSeen(unsure.Message);
        }

        void CheckTime()
        {
            cancellation.ThrowIfCancellationRequested();
            if (clock.Elapsed > bounds.Total)
            {
                throw new ScenarioNotRun(
                    $"the {LiveOptions.Words(bounds.Total)} for the whole run under strace were over before its end"
                );
            }
        }
    }
}

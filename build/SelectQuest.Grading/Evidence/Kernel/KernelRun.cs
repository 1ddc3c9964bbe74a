using System.Diagnostics;
using SelectQuest.Grading.Evidence.Running;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>The kernel's evidence about one server: run under strace, put under a small load, judged from the record.</summary>
internal static class KernelRun
{
    /// <summary>The first start of a runtime on a busy machine.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan RecordLimit = TimeSpan.FromSeconds(2);

    /// <param name="tool">Null for the strace that is installed.</param>
    /// <param name="wrap">Puts the server's command into a sandbox that still shares this process's 127.0.0.1.</param>
    public static async Task<KernelEvidence> Observe(
        BuiltServer server,
        CancellationToken cancellation,
        Strace? tool = null,
        Func<ProcessStartInfo, ProcessStartInfo>? wrap = null
    )
    {
        tool ??= Strace.Installed;
        if (await tool.Refusal(cancellation) is { } reason)
        {
            return KernelEvidence.NotSeen(reason);
        }

        await using var run = TracedRun.Start(tool, server, wrap);
        if (await run.Port(StartLimit, cancellation) is not { } port)
        {
            return KernelEvidence.NotSeen(
                run.HasExited
                    ? "the server ended without saying what port it listens on"
                    : "the server did not say in time what port it listens on"
            );
        }

        // The greeting comes after listen, but the record may come after the greeting.
        var listens = () => run.Shown(replay => replay.Server is not null);
        if (!await TracedRun.Until(listens, RecordLimit, cancellation))
        {
            return KernelEvidence.NotSeen("the server did not listen");
        }

        using (var load = new KernelLoad(port, run, cancellation))
        {
            await load.Drive();
        }

        await run.Stop();
        return run.Shown(replay => replay.Evidence());
    }
}

using System.Diagnostics;
using System.Text;
using SelectQuest.Grading.Evidence.Running;

namespace SelectQuest.Grading.Evidence.Simulation;

/// <summary>
/// The process that runs a student's code, and the wire to it. Nothing it says is believed: what it asks of the simulated
/// kernel is judged there, a word that makes no sense ends it, and so does silence beyond the deadline.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>How long one command may take, all its calls included. Only a guard: no verdict is read from a clock.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);
    private const int MostCharactersKept = 4_000;
    private const int ReaderStack = 256 * 1024;

    private readonly Process process;
    private readonly Timer watchdog;
    private readonly StringBuilder printed = new();
    private readonly Thread errors;
    private volatile bool late;

    private WorkerProcess(Process process)
    {
        this.process = process;
        watchdog = new Timer(_ => KillLate());
        Answers = new BinaryReader(new BufferedStream(process.StandardOutput.BaseStream, 1 << 16));
        Commands = new BinaryWriter(new BufferedStream(process.StandardInput.BaseStream, 1 << 16));
        errors = new Thread(KeepErrors, ReaderStack) { IsBackground = true, Name = "worker's errors" };
        errors.Start();
    }

    /// <summary>What comes from the worker.</summary>
    public BinaryReader Answers { get; }

    /// <summary>What goes to the worker; flush after each frame.</summary>
    public BinaryWriter Commands { get; }

    /// <summary>Starts a worker on a submission's assembly.</summary>
    /// <param name="wrap">Puts the command into a sandbox; null runs it as it is.</param>
    public static WorkerProcess Start(string submission, Func<ProcessStartInfo, ProcessStartInfo>? wrap = null)
    {
        var worker = BuiltServer.WorkerBeside(submission);
        var start = new ProcessStartInfo(DotNetHost.Path, ["exec", worker, submission])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A student's stack overflow or FailFast must not leave core dumps or diagnostics sockets behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x20000000";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return new WorkerProcess(Process.Start(wrap?.Invoke(start) ?? start)!);
    }

    /// <summary>The process is of no more use: it ended, was stopped, or broke the wire.</summary>
    public bool Lost { get; private set; }

    /// <summary>It was ended because the clock ran out.</summary>
    public bool WasLate => late;

    /// <summary>Starts the clock for one command; <see cref="StopClock"/> ends it.</summary>
    public void StartClock() => watchdog.Change(Deadline, Timeout.InfiniteTimeSpan);

    /// <summary>The command came back in time.</summary>
    public void StopClock() => watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Why the wire closed, as a sentence about the submission: the same words for the same behaviour.</summary>
    public string WhyItEnded(string doing)
    {
        Lost = true;
        // Its last words too: they are part of the sentence, and may still be in the pipe.
        if (process.WaitForExit(LastWords))
        {
            errors.Join(LastWords);
        }

        return late
                ? $"{doing} did not come back within {Deadline.TotalSeconds:0} s and was stopped; the last thing it did was no call to the kernel."
            : !process.HasExited
                ? $"{doing} wrote on standard output, where the grader listens, what is no system call."
            : process.ExitCode == 0 ? $"{doing} ended the whole process, with exit code 0."
            : $"{doing} ended the whole process, with exit code {process.ExitCode}{FirstLinePrinted()}.";
    }

    public void Dispose()
    {
        watchdog.Dispose();
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }

        process.Dispose();
    }

    private void KillLate()
    {
        late = true;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended at that very moment.
        }
    }

    // By blocks and not by lines: a line without an end would be the grader's memory.
    private void KeepErrors()
    {
        var block = new char[4096];
        try
        {
            while (process.StandardError.Read(block) is var count and > 0)
            {
                lock (printed)
                {
                    printed.Append(block, 0, Math.Min(count, MostCharactersKept - printed.Length));
                }
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone and the pipe with it.
        }
    }

    private string FirstLinePrinted()
    {
        lock (printed)
        {
            var first = printed.ToString().Split('\n', 2)[0].Trim();
            return first.Length == 0 ? "" : $" after printing \"{first}\"";
        }
    }
}

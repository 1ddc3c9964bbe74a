using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Processes;
using SelectQuest.Grading.Evidence.Running;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>
/// A server under strace, and the record as it grows. Owns the processes and the folder of the record: when it is disposed
/// of, neither is left.
/// </summary>
internal sealed class TracedRun : IDisposable
{
    private const int Sigterm = 15;
    private const int Sigkill = 9;
    private const int OwnerOnly = 0x180;

    /// <summary>Ends the record. strace never writes it: it prints unprintable bytes as escapes.</summary>
    private const byte EndOfRecord = 0;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    /// <summary>The greeting comes after listen, but the record may come after the greeting.</summary>
    private static readonly TimeSpan RecordBound = TimeSpan.FromSeconds(0.5);

    /// <summary>strace ends right after the last process it traces.</summary>
    private static readonly TimeSpan TracerEnds = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo folder;
    private readonly RunMark mark;
    private readonly Process strace;
    private readonly FileStream record;
    private readonly ServerOutput output;
    private readonly Lock gate = new();
    private readonly Replay replay = new();
    private readonly Thread following;
    private bool stopped;

    private TracedRun(DirectoryInfo folder, RunMark mark, Process strace, FileStream record)
    {
        (this.folder, this.mark, this.strace, this.record) = (folder, mark, strace, record);
        output = new ServerOutput(
            strace.StandardOutput.BaseStream,
            strace.StandardError.BaseStream,
            flooded: () => mark.End(strace)
        );
        Opportunity = new Opportunity(() => Watched);
        following = new Thread(Follow) { IsBackground = true, Name = "strace's record" };
        following.Start();
    }

    /// <summary>Of the server and of strace, without which it cannot act.</summary>
    public Opportunity Opportunity { get; }

    /// <summary>As the record shows, or because nothing is left that could be recorded.</summary>
    public bool ServerHasEnded => Shown(replay => replay.ServerHasEnded) || strace.HasExited;

    private IReadOnlyList<int> Watched =>
        Shown(replay => replay.Server?.Pid) is { } server ? [strace.Id, server] : ProcFiles.Tree(strace.Id);

    /// <summary>Asks what the record shows so far.</summary>
    public T Shown<T>(Func<Replay, T> question)
    {
        lock (gate)
        {
            return question(replay);
        }
    }

    /// <inheritdoc cref="Shown{T}"/>
    public void Shown(Action<Replay> told)
    {
        lock (gate)
        {
            told(replay);
        }
    }

    /// <param name="wrap">Puts the server's command into a sandbox; strace stays outside and sees through it.</param>
    public static TracedRun Start(Strace tool, BuiltServer server, Func<ProcessStartInfo, ProcessStartInfo>? wrap)
    {
        var folder = Directory.CreateTempSubdirectory("selectquest-kernel-");
        FileStream? record = null;
        try
        {
            // A pipe and no file: strace, and with it the server, waits when the reader is behind, and a server that spins
            // cannot fill the disk. Opened for both directions it needs nobody at the other end.
            var path = Path.Combine(folder.FullName, "record");
            if (mkfifo(path, OwnerOnly) != 0)
            {
                throw new IOException($"mkfifo failed with errno {Marshal.GetLastPInvokeError()}");
            }

            record = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            var mark = new RunMark();
            var (program, arguments) = server.Command;
            var boxed = new ProcessStartInfo(program, arguments) { WorkingDirectory = server.Folder };
            boxed.Environment["DOTNET_EnableDiagnostics"] = "0";
            mark.Put(boxed);
            boxed = wrap?.Invoke(boxed) ?? boxed;
            var start = new ProcessStartInfo(
                tool.Path,
                [.. Strace.Options(path), boxed.FileName, .. boxed.ArgumentList]
            )
            {
                WorkingDirectory = boxed.WorkingDirectory,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment.Clear();
            foreach (var (name, value) in boxed.Environment)
            {
                start.Environment[name] = value;
            }

            var process = mark.Start(start);
            process.StandardInput.Close();
            return new TracedRun(folder, mark, process, record);
        }
        catch
        {
            record?.Dispose();
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Waits until the server has said where it listens and the record shows it. Null if it does, else why not.</summary>
    /// <exception cref="ScenarioNotRun">The server had no chance to.</exception>
    public string? WhyNotListening(TimeSpan bound, Action checkTime, out int port)
    {
        port = 0;
        if (!Happens(() => output.Port.IsCompleted, bound, checkTime))
        {
            return strace.HasExited
                ? "the server ended without saying what port it listens on"
                : "the server did not say in time what port it listens on";
        }

        port = output.Port.Result;
        return Happens(() => Shown(replay => replay.Server is not null), RecordBound, checkTime)
            ? null
            : "the server did not listen";
    }

    public void Terminate()
    {
        if (Shown(r => r.Server is { } server && r.Alive.Contains(server.Pid) ? server.Pid : (int?)null) is { } pid)
        {
            _ = kill(pid, Sigterm);
        }
    }

    /// <summary>Ends whatever still runs, and reads the record to its end.</summary>
    public void Stop()
    {
        if (stopped)
        {
            return;
        }

        stopped = true;
        if (!(Shown(replay => replay.ServerHasEnded) && strace.WaitForExit(TracerEnds)) && !strace.HasExited)
        {
            Kill();
        }

        strace.WaitForExit(KillLimit);
        record.WriteByte(EndOfRecord);
        following.Join();
    }

    public void Dispose()
    {
        Stop();
        mark.End(strace);
        output.WaitForEnd(KillLimit);
        strace.Dispose();
        record.Dispose();
        folder.Delete(recursive: true);
    }

    // False once it had its opportunity, or is gone.
    private bool Happens(Func<bool> happened, TimeSpan bound, Action checkTime)
    {
        for (Opportunity.Forget(); !happened(); Thread.Sleep(Glance))
        {
            checkTime();
            Opportunity.LookIfDue();
            if (strace.HasExited)
            {
                // What it said last may still be in the pipe.
                output.WaitForEnd(KillLimit);
                return happened();
            }

            if (Opportunity.Total >= bound)
            {
                return happened();
            }

            if (Opportunity.IsOutOfReach(bound))
            {
                throw ScenarioNotRun.OutOfReach;
            }
        }

        return true;
    }

    // The tracer last: while it lives, its record names every process the server started, orphans too.
    private void Kill()
    {
        Shown(replay => replay.Killed());
        for (var clock = Stopwatch.StartNew(); !strace.HasExited && clock.Elapsed < KillLimit; Thread.Sleep(Glance))
        {
            foreach (var pid in Shown(replay => replay.Alive.ToArray()))
            {
                _ = kill(pid, Sigkill);
            }
        }

        mark.End(strace);
    }

    private void Follow()
    {
        var bytes = new byte[1 << 16];
        var characters = new char[bytes.Length];
        var log = new StraceLog();
        for (var ended = false; !ended; )
        {
            var piece = bytes.AsSpan(0, record.Read(bytes));
            var end = piece.IndexOf(EndOfRecord);
            ended = piece.IsEmpty || end >= 0;
            var length = Encoding.Latin1.GetChars(end < 0 ? piece : piece[..end], characters);
            Take(log.Feed(characters.AsSpan(0, length)));
        }

        Take(log.Feed("\n"));
    }

    private void Take(IReadOnlyList<StraceEvent> events)
    {
        lock (gate)
        {
            foreach (var happened in events)
            {
                replay.Take(happened);
            }
        }
    }

    [DllImport("libc")]
    private static extern int kill(int pid, int signal);

    [DllImport(
        "libc",
        SetLastError = true,
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true
    )]
    private static extern int mkfifo(string path, int mode);
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SelectQuest.Grading.Evidence.Running;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>
/// A server under strace, and the record as it grows. Owns the processes and the folder of the record: when it is disposed
/// of, neither is left.
/// </summary>
internal sealed class TracedRun : IAsyncDisposable
{
    private const int Sigterm = 15;
    private const int Sigkill = 9;
    private const int OwnerOnly = 0x180;

    /// <summary>Ends the record. strace never writes it: it prints unprintable bytes as escapes.</summary>
    private const byte EndOfRecord = 0;

    /// <summary>More than the one line the server has to say.</summary>
    private const int LongestGreeting = 1 << 12;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo folder;
    private readonly Process strace;
    private readonly FileStream record;
    private readonly Lock gate = new();
    private readonly Replay replay = new();
    private readonly Task following;
    private readonly Task output;
    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task errors;

    private TracedRun(DirectoryInfo folder, Process strace, FileStream record)
    {
        (this.folder, this.strace, this.record) = (folder, strace, record);
        following = Task.Factory.StartNew(
            Follow,
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        output = Task.Run(ReadOutput);
        errors = Task.Run(() => Discard(strace.StandardError.BaseStream));
    }

    public bool HasExited => strace.HasExited;

    /// <summary>Asks what the record shows so far.</summary>
    public T Shown<T>(Func<Replay, T> question)
    {
        lock (gate)
        {
            return question(replay);
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
            var (program, arguments) = server.Command;
            var boxed = new ProcessStartInfo(program, arguments) { WorkingDirectory = server.Folder };
            boxed.Environment["DOTNET_EnableDiagnostics"] = "0";
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

            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new TracedRun(folder, process, record);
        }
        catch
        {
            record?.Dispose();
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>The port the server says it listens on; null if it ends, or says nothing within the limit.</summary>
    public async Task<int?> Port(TimeSpan limit, CancellationToken cancellation)
    {
        await Until(() => port.Task.IsCompleted || (HasExited && output.IsCompleted), limit, cancellation);
        return port.Task.IsCompletedSuccessfully ? port.Task.Result : null;
    }

    /// <summary>Waits until <paramref name="happened"/>. False if the limit passes first.</summary>
    public static async Task<bool> Until(Func<bool> happened, TimeSpan limit, CancellationToken cancellation)
    {
        for (var clock = Stopwatch.StartNew(); !happened(); await Task.Delay(Breath, cancellation))
        {
            if (clock.Elapsed > limit)
            {
                return false;
            }
        }

        return true;
    }

    public void Terminate()
    {
        if (Shown(r => r.Server is { } server && r.Alive.Contains(server.Pid) ? server.Pid : (int?)null) is { } pid)
        {
            _ = kill(pid, Sigterm);
        }
    }

    /// <summary>Ends whatever still runs, and reads the record to its end.</summary>
    public async Task Stop()
    {
        if (following.IsCompleted)
        {
            return;
        }

        if (!HasExited)
        {
            await Kill();
        }

        await strace.WaitForExitAsync();
        record.WriteByte(EndOfRecord);
        await following;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Task.WhenAny(Task.WhenAll(output, errors), Task.Delay(KillLimit));
        strace.Dispose();
        await record.DisposeAsync();
        folder.Delete(recursive: true);
    }

    // The tracer last: while it lives, its record names every process the server started, orphans too.
    private async Task Kill()
    {
        lock (gate)
        {
            replay.Killed();
        }

        await Until(
            () =>
            {
                var alive = Shown(r => r.Alive.ToArray());
                foreach (var pid in HasExited ? [] : alive)
                {
                    _ = kill(pid, Sigkill);
                }

                return HasExited;
            },
            KillLimit,
            CancellationToken.None
        );
        strace.Kill(entireProcessTree: true);
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

    private async Task ReadOutput()
    {
        var greeting = new StringBuilder();
        var buffer = new byte[1 << 10];
        while (
            greeting.Length < LongestGreeting
            && await Read(strace.StandardOutput.BaseStream, buffer) is var count and > 0
        )
        {
            greeting.Append(Encoding.Latin1.GetString(buffer, 0, count));
            if (PortIn(greeting.ToString()) is { } found)
            {
                port.TrySetResult(found);
                break;
            }
        }

        await Discard(strace.StandardOutput.BaseStream);
    }

    private static int? PortIn(string greeting)
    {
        const string Words = "listening on 127.0.0.1:";
        var at = greeting.IndexOf(Words, StringComparison.Ordinal);
        var end = at < 0 ? -1 : greeting.IndexOf('\n', at);
        return
            end >= 0
            && ushort.TryParse(
                greeting.AsSpan((at + Words.Length)..end).TrimEnd('\r'),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var port
            )
            ? port
            : null;
    }

    private static async Task Discard(Stream stream)
    {
        var buffer = new byte[1 << 12];
        while (await Read(stream, buffer) > 0) { }
    }

    // A pipe that breaks has nothing more to say.
    private static async Task<int> Read(Stream stream, byte[] buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return 0;
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

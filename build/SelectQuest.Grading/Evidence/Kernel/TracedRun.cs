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

    /// <summary>A server that spins fills about 10 MB a second; a decent one writes less than 1 MB in all.</summary>
    private const long LongestRecord = 64 << 20;

    /// <summary>More than the one line the server has to say.</summary>
    private const int LongestGreeting = 1 << 12;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo folder;
    private readonly Process strace;
    private readonly FileStream record;
    private readonly Decoder decoder = Encoding.Latin1.GetDecoder();
    private readonly byte[] bytes = new byte[1 << 16];
    private readonly char[] characters = new char[1 << 16];
    private readonly StraceLog log = new();
    private readonly Task output;
    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task errors;

    private TracedRun(DirectoryInfo folder, Process strace, FileStream record)
    {
        (this.folder, this.strace, this.record) = (folder, strace, record);
        output = Task.Run(ReadOutput);
        errors = Task.Run(() => Discard(strace.StandardError.BaseStream));
    }

    public Replay Replay { get; } = new();

    public bool HasExited => strace.HasExited;

    /// <summary>The record grew beyond what is read; the facts are about what was.</summary>
    public bool IsTooLong => record.Position >= LongestRecord;

    /// <param name="wrap">Puts the server's command into a sandbox; strace stays outside and sees through it.</param>
    public static TracedRun Start(Strace tool, BuiltServer server, Func<ProcessStartInfo, ProcessStartInfo>? wrap)
    {
        var folder = Directory.CreateTempSubdirectory("selectquest-kernel-");
        try
        {
            var path = Path.Combine(folder.FullName, "strace.log");
            var record = new FileStream(
                path,
                FileMode.CreateNew,
                FileAccess.Read | FileAccess.Write,
                FileShare.ReadWrite,
                bufferSize: 1
            );
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

    /// <summary>Reads the record as it grows until it shows what is waited for. False if the limit passes first.</summary>
    public async Task<bool> Until(Func<bool> shown, TimeSpan limit, CancellationToken cancellation)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(Breath, cancellation))
        {
            CatchUp();
            if (shown())
            {
                return true;
            }

            if (clock.Elapsed > limit || IsTooLong)
            {
                return false;
            }
        }
    }

    public void Terminate()
    {
        CatchUp();
        if (Replay.Server is { } server && Replay.Alive.Contains(server.Pid))
        {
            _ = kill(server.Pid, Sigterm);
        }
    }

    /// <summary>Ends whatever still runs, and reads the record to its end.</summary>
    public async Task Stop()
    {
        CatchUp();
        if (HasExited)
        {
            await ReadToEnd();
            return;
        }

        Replay.Killed();

        // The tracer last: while it lives, its record names every process the server started, orphans too.
        for (var clock = Stopwatch.StartNew(); !HasExited && clock.Elapsed < KillLimit; await Task.Delay(Breath))
        {
            CatchUp();
            foreach (var pid in Replay.Alive)
            {
                _ = kill(pid, Sigkill);
            }

            if (Replay.Alive.Count == 0)
            {
                break;
            }
        }

        strace.Kill(entireProcessTree: true);
        await strace.WaitForExitAsync();
        await ReadToEnd();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Task.WhenAny(Task.WhenAll(output, errors), Task.Delay(KillLimit));
        strace.Dispose();
        await record.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task ReadToEnd()
    {
        await strace.WaitForExitAsync();
        CatchUp();
        Take(log.Feed("\n"));
    }

    private void CatchUp()
    {
        while (!IsTooLong && record.Read(bytes) is var count and > 0)
        {
            Take(log.Feed(characters.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false))));
        }
    }

    private void Take(IReadOnlyList<StraceEvent> events)
    {
        foreach (var happened in events)
        {
            Replay.Take(happened);
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
}

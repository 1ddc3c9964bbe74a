using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Processes;

/// <summary>
/// Reads what a server writes, both streams, to the end and within caps: a server must neither wait for us to read nor
/// fill our memory. Only the port and the name of an unhandled exception are taken from it. Threads of its own read: those
/// of the pool may all be busy, and a server must not look slow for that.
/// </summary>
internal sealed partial class ServerOutput
{
    /// <summary>More than any honest trace of a grading run; beyond it the server is ended.</summary>
    public const int FloodBytes = 16 << 20;

    /// <summary>FloodBytes as findings name it.</summary>
    public const string FloodWords = "16 MiB";

    private const int LongestLine = 4096;
    private const int KeptErrorChars = 8192;
    private const int StackBytes = 256 * 1024;

    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder line = new();
    private readonly StringBuilder errors = new();
    private readonly Thread[] readers;
    private readonly Action flooded;
    private long written;

    public ServerOutput(Stream output, Stream error, Action flooded)
    {
        this.flooded = flooded;
        readers = [Start(output, FindPort), Start(error, KeepErrors)];
    }

    /// <summary>The port of the first line <c>listening on 127.0.0.1:PORT</c>; may never complete.</summary>
    public Task<int> Port => port.Task;

    public bool Flooded => Interlocked.Read(ref written) > FloodBytes;

    public bool Any => Interlocked.Read(ref written) > 0;

    /// <summary>The type of the exception that ended the process, as the runtime printed it; else null.</summary>
    public string? UnhandledException
    {
        get
        {
            lock (errors)
            {
                return Unhandled().Match(errors.ToString()) is { Success: true } match ? match.Groups[1].Value : null;
            }
        }
    }

    /// <summary>The first line on standard error, made printable; else null.</summary>
    public string? FirstErrorLine
    {
        get
        {
            lock (errors)
            {
                var first = errors.ToString().Split('\n', 2)[0].Trim();
                var printable = string.Concat(first.Select(c => char.IsControl(c) ? ' ' : c).Take(200));
                return printable.Length == 0 ? null : printable;
            }
        }
    }

    /// <summary>
    /// Waits until both streams are at their end. A child of the server may hold them open after the server ended: false if
    /// one is not at its end within <paramref name="bound"/>.
    /// </summary>
    public bool WaitForEnd(TimeSpan bound) => Array.TrueForAll(readers, reader => reader.Join(bound));

    private Thread Start(Stream stream, Action<ReadOnlySpan<byte>> take)
    {
        var reader = new Thread(() => Read(stream, take), StackBytes) { IsBackground = true, Name = "server output" };
        reader.Start();
        return reader;
    }

    private void Read(Stream stream, Action<ReadOnlySpan<byte>> take)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (stream.Read(buffer) is var count and > 0)
            {
                var before = Interlocked.Add(ref written, count) - count;
                take(buffer.AsSpan(0, count));
                if (before <= FloodBytes && Flooded)
                {
                    flooded();
                    break;
                }
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The process is gone and the pipe with it.
        }
    }

    private void FindPort(ReadOnlySpan<byte> bytes)
    {
        if (port.Task.IsCompleted)
        {
            return;
        }

        foreach (var value in bytes)
        {
            if (value != '\n')
            {
                if (line.Length < LongestLine)
                {
                    line.Append((char)value);
                }

                continue;
            }

            if (
                ListeningLine().Match(line.ToString()) is { Success: true } match
                && ushort.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var number)
                && number > 0
            )
            {
                port.TrySetResult(number);
                return;
            }

            line.Clear();
        }
    }

    private void KeepErrors(ReadOnlySpan<byte> bytes)
    {
        lock (errors)
        {
            var room = Math.Min(bytes.Length, KeptErrorChars - errors.Length);
            errors.Append(Encoding.UTF8.GetString(bytes[..room]));
        }
    }

    [GeneratedRegex(@"\Alistening on 127\.0\.0\.1:([0-9]{1,5})\r?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ListeningLine();

    [GeneratedRegex(@"^Unhandled exception\. ([A-Za-z_][\w.+`]{0,199})", RegexOptions.Multiline)]
    private static partial Regex Unhandled();
}

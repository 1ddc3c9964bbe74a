using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace SelectQuest.Bench.Peers;

/// <summary>A running server, and what the kernel says of it. Disposing it ends the process.</summary>
internal sealed partial class PeerServer : IDisposable
{
    private const int Sigterm = 15;
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(8);

    private readonly Process process;

    private PeerServer(Process process, IPEndPoint address) => (this.process, Address) = (process, address);

    public IPEndPoint Address { get; }

    public int Pid => process.Id;

    /// <param name="core">The processor it is held to; null for any.</param>
    public static PeerServer Start(IReadOnlyList<string> command, int? core)
    {
        string[] pinned = core is { } number
            ? ["taskset", "-c", number.ToString(CultureInfo.InvariantCulture), .. command]
            : [.. command];
        var start = new ProcessStartInfo(pinned[0], pinned[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        var line = process.StandardOutput.ReadLineAsync();
        var words = line.Wait(StartBound) ? line.Result ?? "" : "nothing in time";
        if (ListeningLine().Match(words) is { Success: true } match)
        {
            var port = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            return new PeerServer(process, new IPEndPoint(IPAddress.Loopback, port));
        }

        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"{string.Join(' ', command)} did not say where it listens: {words}");
    }

    /// <summary>
    /// Processor time of all its threads in nanoseconds. A thread that ends takes its account with it, so it is asked
    /// shortly before and shortly after.
    /// </summary>
    public long CpuNanoseconds() =>
        Directory
            .EnumerateDirectories($"/proc/{Pid}/task")
            .Sum(task => long.Parse(Read($"{task}/schedstat").Split(' ')[0], CultureInfo.InvariantCulture));

    public int Threads => Directory.EnumerateDirectories($"/proc/{Pid}/task").Count();

    /// <summary>Its pages in memory, in bytes; exact, where the figure in <c>status</c> lags.</summary>
    public long ResidentBytes()
    {
        var line = Read($"/proc/{Pid}/smaps_rollup")
            .Split('\n')
            .First(line => line.StartsWith("Rss:", StringComparison.Ordinal));
        var kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Ends it with SIGTERM, and gives what it wrote after it listened.</summary>
    public string Terminate()
    {
        _ = Kill(Pid, Sigterm);
        if (!process.WaitForExit(EndBound))
        {
            throw new InvalidOperationException("the server did not end after SIGTERM");
        }

        return process.StandardOutput.ReadToEnd();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(EndBound);
        }

        process.Dispose();
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path) is { Length: > 0 } text ? text : "0";
        }
        catch (IOException)
        {
            // The thread ended while we looked.
            return "0";
        }
    }

    [GeneratedRegex(@"^listening on 127\.0\.0\.1:([0-9]+)$")]
    private static partial Regex ListeningLine();

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SelectQuest.Bench.Peers;
using SelectQuest.Cli.Load;

namespace SelectQuest.Bench.Measuring;

/// <summary>
/// System calls of a server for one message, counted by strace in a run of its own. A traced server is slow, so one wait
/// finds more clients ready than it would otherwise: the waits are a lower bound.
/// </summary>
/// <param name="Receives">Calls that receive: 1 where none of them comes for nothing, less where one brings several messages.</param>
/// <param name="Sends">Calls that send.</param>
/// <param name="Waits">Calls that wait for readiness.</param>
/// <param name="Others">Everything else.</param>
internal sealed record SystemCalls(double Receives, double Sends, double Waits, double Others)
{
    private const int Sigint = 2;
    private const int Messages = 4_000;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private static readonly HashSet<string> Receiving = ["read", "readv", "recvfrom", "recvmsg", "recv"];

    private static readonly HashSet<string> Sending = ["write", "writev", "sendto", "sendmsg", "send"];

    private static readonly HashSet<string> Waiting =
    [
        "select",
        "pselect6",
        "poll",
        "ppoll",
        "epoll_wait",
        "epoll_pwait",
        "epoll_pwait2",
    ];

    /// <exception cref="LoadBrokenException"/>
    public static SystemCalls Count(RunningPeer peer, Workload workload, Cores cores)
    {
        using var server = PeerServer.Start(peer.Command, cores.Server);
        using var load = new LoadGenerator(server.Address, workload.Shape) { Patience = Bound };
        load.Connect(workload.Clients);
        load.RunMessages(Messages, workload.Active);

        var file = Path.GetTempFileName();
        using var strace = Attach(server.Pid, file);
        var figures = load.RunMessages(Messages, workload.Active);
        _ = Kill(strace.Id, Sigint);
        strace.WaitForExit(Bound);
        var summary = File.ReadAllText(file);
        File.Delete(file);
        return Of(summary, figures.Messages);
    }

    /// <summary>Reads what <c>strace -c</c> wrote.</summary>
    internal static SystemCalls Of(string summary, long messages)
    {
        // % time, seconds, usecs/call, calls, errors or nothing, name
        var counts = summary
            .Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length is 5 or 6 && columns[^1] != "total")
            .Where(columns => long.TryParse(columns[3], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(columns =>
                (Name: columns[^1], Calls: double.Parse(columns[3], CultureInfo.InvariantCulture) / messages)
            )
            .ToList();
        return new(
            Sum(Receiving.Contains),
            Sum(Sending.Contains),
            Sum(Waiting.Contains),
            Sum(name => !Receiving.Contains(name) && !Sending.Contains(name) && !Waiting.Contains(name))
        );

        double Sum(Func<string, bool> isOne) => counts.Where(call => isOne(call.Name)).Sum(call => call.Calls);
    }

    private static Process Attach(int pid, string file)
    {
        var start = new ProcessStartInfo(
            "strace",
            ["-f", "-c", "-o", file, "-p", pid.ToString(CultureInfo.InvariantCulture)]
        )
        {
            RedirectStandardError = true,
        };
        var strace = Process.Start(start)!;
        var line = strace.StandardError.ReadLine() ?? "";
        if (!line.Contains("attached", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"strace may not look: {line}");
        }

        // What it says afterwards must not fill the pipe.
        _ = strace.StandardError.ReadToEndAsync();
        return strace;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}

using System.Globalization;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// What Linux tells about other processes under <c>/proc</c>. Every answer is a snapshot; a process or thread that ends
/// meanwhile is left out.
/// </summary>
internal static class ProcFiles
{
    private const string Listening = "0A";

    /// <summary>100 on every Linux that .NET runs on (USER_HZ).</summary>
    private const int TicksPerSecond = 100;

    public static bool Supported { get; } = OperatingSystem.IsLinux() && Directory.Exists("/proc/self/fd");

    /// <summary><paramref name="root"/> and every process it started, directly or not, that still has a parent in the tree.</summary>
    public static IReadOnlyList<int> Tree(int root)
    {
        var children = Processes().ToLookup(Parent);
        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(children[tree[i]].Where(child => !tree.Contains(child)));
        }

        return tree;
    }

    /// <summary>Processes that were started with <c>NAME=VALUE</c> in their environment, whoever their parent is now.</summary>
    public static IReadOnlyList<int> WithVariable(string name, string value)
    {
        var wanted = $"{name}={value}";
        return [.. Processes().Where(pid => Read($"/proc/{pid}/environ").Split('\0').Contains(wanted))];
    }

    /// <summary>Inodes of the sockets that listen on <paramref name="port"/> of the loopback address or of all addresses.</summary>
    public static IReadOnlySet<string> Listeners(int port)
    {
        var suffix = Port(port);
        return Read("/proc/net/tcp")
            .Split('\n')
            .Concat(Read("/proc/net/tcp6").Split('\n'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[3] == Listening)
            .Where(columns => columns[1].EndsWith(suffix, StringComparison.Ordinal) && IsLocal(columns[1][..^5]))
            .Select(columns => columns[9])
            .ToHashSet();
    }

    /// <summary>The inodes of all sockets a process has open, once for each fd.</summary>
    public static IEnumerable<string> Sockets(int pid)
    {
        const string prefix = "socket:[";
        return Fds(pid)
            .Select(LinkTarget)
            .Where(target => target.StartsWith(prefix, StringComparison.Ordinal))
            .Select(target => target[prefix.Length..^1]);
    }

    /// <summary>
    /// Bytes that a client has sent and the server has not received yet, wherever the kernel keeps them: on the client's
    /// side, where they wait for room, and on the server's. Null if there is no such connection.
    /// </summary>
    public static long? Unreceived(int serverPort, int clientPort)
    {
        var server = Port(serverPort);
        var client = Port(clientPort);
        long? sum = null;
        foreach (var line in Read("/proc/net/tcp").Split('\n'))
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length <= 9)
            {
                continue;
            }

            var queues = columns[4].Split(':');
            var (from, to) = (columns[1][^5..], columns[2][^5..]);
            if (from == client && to == server)
            {
                sum = (sum ?? 0) + Hexadecimal(queues[0]);
            }
            else if (from == server && to == client)
            {
                sum = (sum ?? 0) + Hexadecimal(queues[1]);
            }
        }

        return sum;
    }

    /// <summary>How many fds a process has open.</summary>
    public static int FdCount(int pid) => Fds(pid).Count;

    /// <summary>Processor time of all threads so far, in steps of 10 ms.</summary>
    public static TimeSpan Processor(int pid)
    {
        var fields = Stat($"{pid}");
        return fields.Length > 12
            ? TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / (double)TicksPerSecond)
            : TimeSpan.Zero;
    }

    /// <summary>Is one of its threads running, or ready to run as soon as a processor is free?</summary>
    public static bool WantsProcessor(int pid) =>
        Entries($"/proc/{pid}/task").Any(thread => Stat($"{pid}/task/{thread}") is ["R", ..]);

    /// <summary>
    /// The most bytes the kernel keeps for the sender of one connection (the last figure of tcp_wmem; usually 4 MiB).
    /// </summary>
    public static long MostBufferedBySender =>
        Read("/proc/sys/net/ipv4/tcp_wmem").Split('\t', ' ') is [.., var most]
        && Number(most.Trim()) is > 0 and var bytes
            ? bytes
            : 4 << 20;

    /// <summary>For each thread, how often it went to sleep by itself.</summary>
    public static IReadOnlyDictionary<int, long> VoluntarySwitches(int pid)
    {
        const string label = "voluntary_ctxt_switches:";
        var switches = new Dictionary<int, long>();
        foreach (var thread in Entries($"/proc/{pid}/task"))
        {
            foreach (var line in Read($"/proc/{pid}/task/{thread}/status").Split('\n'))
            {
                if (line.StartsWith(label, StringComparison.Ordinal))
                {
                    switches[(int)Number(thread)] = Number(line[label.Length..].Trim());
                }
            }
        }

        return switches;
    }

    private static string Port(int port) => ":" + port.ToString("X4", CultureInfo.InvariantCulture);

    private static long Hexadecimal(string text) =>
        long.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static bool IsLocal(string address) =>
        address is "0100007F" or "00000000" or "00000000000000000000000000000000" or "0000000000000000FFFF00000100007F";

    private static IEnumerable<int> Processes() =>
        Entries("/proc").Where(name => char.IsAsciiDigit(name[0])).Select(name => (int)Number(name));

    private static int Parent(int pid) => Stat($"{pid}") is { Length: > 1 } fields ? (int)Number(fields[1]) : 0;

    // The command in parentheses may hold blanks and parentheses of its own: what counts starts after the last one.
    private static string[] Stat(string process)
    {
        var text = Read($"/proc/{process}/stat");
        return text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IReadOnlyList<string> Fds(int pid) =>
        [.. Entries($"/proc/{pid}/fd").Select(fd => $"/proc/{pid}/fd/{fd}")];

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string[] Entries(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path))];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

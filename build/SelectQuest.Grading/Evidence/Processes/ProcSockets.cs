using System.Globalization;
using static SelectQuest.Grading.Evidence.Processes.ProcFiles;

namespace SelectQuest.Grading.Evidence.Processes;

/// <summary>Whose a TCP socket is, and what lies in its queues, as Linux tells it.</summary>
internal static class ProcSockets
{
    private const string Listening = "0A";

    /// <summary>
    /// The most bytes the kernel keeps for the sender of one connection (the last figure of tcp_wmem; usually 4 MiB).
    /// </summary>
    public static long MostBufferedBySender =>
        Read("/proc/sys/net/ipv4/tcp_wmem").Split('\t', ' ') is [.., var most]
        && Number(most.Trim()) is > 0 and var bytes
            ? bytes
            : 4 << 20;

    /// <summary>
    /// The sockets that listen on <paramref name="port"/> of the loopback address or of all addresses: their inodes, and
    /// whether it is all addresses.
    /// </summary>
    public static IReadOnlyDictionary<string, bool> Listeners(int port)
    {
        var suffix = Port(port);
        return Read("/proc/net/tcp")
            .Split('\n')
            .Concat(Read("/proc/net/tcp6").Split('\n'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns.Length > 9 && columns[3] == Listening)
            .Where(columns => columns[1].EndsWith(suffix, StringComparison.Ordinal))
            .Select(columns => (Address: columns[1][..^5], Inode: columns[9]))
            .Where(socket => IsAny(socket.Address) || IsLoopback(socket.Address))
            .DistinctBy(socket => socket.Inode)
            .ToDictionary(socket => socket.Inode, socket => IsAny(socket.Address));
    }

    /// <summary>The inodes of all sockets a process has open, once for each fd.</summary>
    public static IEnumerable<string> Of(int pid)
    {
        const string prefix = "socket:[";
        return Entries($"/proc/{pid}/fd")
            .Select(fd => LinkTarget($"/proc/{pid}/fd/{fd}"))
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

    private static string Port(int port) => ":" + port.ToString("X4", CultureInfo.InvariantCulture);

    private static long Hexadecimal(string text) =>
        long.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static bool IsLoopback(string address) => address is "0100007F" or "0000000000000000FFFF00000100007F";

    private static bool IsAny(string address) => address is "00000000" or "00000000000000000000000000000000";

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
}

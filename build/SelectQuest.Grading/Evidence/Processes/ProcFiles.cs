using System.Globalization;
using System.Text;

namespace SelectQuest.Grading.Evidence.Processes;

/// <summary>
/// What Linux tells about other processes under <c>/proc</c>. Every answer is a snapshot; a process or thread that ends
/// meanwhile is left out.
/// </summary>
internal static class ProcFiles
{
    [ThreadStatic]
    private static byte[]? piece;

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

    /// <summary>How many fds a process has open.</summary>
    public static int FdCount(int pid) => Entries($"/proc/{pid}/fd").Length;

    /// <summary>
    /// The fields of a process's or thread's <c>stat</c> from its state on; none if it is gone. The command before it stands
    /// in parentheses and may hold blanks and parentheses of its own: what counts starts after the last one.
    /// </summary>
    /// <param name="process"><c>PID</c> or <c>PID/task/TID</c>.</param>
    public static string[] Stat(string process)
    {
        var text = Read($"/proc/{process}/stat");
        return text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The names in a folder; none if it is gone.</summary>
    public static string[] Entries(string folder)
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

    /// <summary>The text of a file; empty if it is gone. Not through a stream: whoever waits reads dozens of files a second.</summary>
    public static string Read(string path)
    {
        var bytes = piece ??= new byte[16 * 1024];
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var length = 0;
            while (RandomAccess.Read(file, bytes.AsSpan(length), length) is var count and > 0)
            {
                length += count;
                if (length == bytes.Length)
                {
                    Array.Resize(ref bytes, 2 * length);
                    piece = bytes;
                }
            }

            return Encoding.Latin1.GetString(bytes, 0, length);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>A decimal number; 0 for anything else.</summary>
    public static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static IEnumerable<int> Processes() =>
        Entries("/proc").Where(name => char.IsAsciiDigit(name[0])).Select(name => (int)Number(name));

    private static int Parent(int pid) => Stat($"{pid}") is { Length: > 1 } fields ? (int)Number(fields[1]) : 0;
}

using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>What happened, line by line, in the notation of strace. Kept only while a failure is told again.</summary>
internal sealed class Transcript
{
    private readonly List<string> lines = [];
    private string asked = "";

    public IReadOnlyList<string> Lines => lines;

    public void Client(ClientEvent happening) => lines.Add($"{happening}");

    public void SelectBegins(int nfds, FdSet read, FdSet write, FdSet error, TimeSpan timeout)
    {
        var wait = timeout == Timeout.InfiniteTimeSpan ? "NULL" : $"{timeout.TotalMilliseconds:0} ms";
        asked = $"select({nfds}, {Short(read)}, {Short(write)}, {Short(error)}, {wait})";
        lines.Add(asked);
    }

    public void SelectEnds(int result, Errno errno, FdSet read, FdSet write, FdSet error)
    {
        // Clients act while select waits: their lines stand before its answer.
        var begun = lines.LastIndexOf(asked);
        lines.RemoveAt(begun);
        lines.Add(
            result < 0 ? $"{asked} = -1 {errno}"
            : result == 0 ? $"{asked} = 0 (timeout)"
            : $"{asked} = {result}: read {Short(read)}, write {Short(write)}, error {Short(error)}"
        );
    }

    public void Call(string call, int result, Errno errno) =>
        lines.Add(result < 0 ? $"  {call} = -1 {errno}" : $"  {call} = {result}");

    /// <summary>A set with many members, cut: <c>[3 4 5 .. 53]</c>.</summary>
    private static string Short(FdSet set)
    {
        var all = set.ToString();
        if (all.Length <= 24)
        {
            return all;
        }

        var members = all.Trim('[', ']').Split(' ');
        return $"[{members[0]} {members[1]} {members[2]} .. {members[^1]}]";
    }
}

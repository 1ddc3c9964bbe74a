using System.Collections;

namespace SelectQuest.Server;

public sealed partial class ConnectionRegistry : IEnumerable<Connection>
{
    internal readonly Connection?[] Slots = new Connection?[Sockets.FdSet.Size];

    public int MaxFd { get; private set; } = -1;
    public int Count { get; private set; }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

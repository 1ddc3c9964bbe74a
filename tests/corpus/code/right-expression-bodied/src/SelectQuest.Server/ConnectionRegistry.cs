using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> all = [];

    public int MaxFd { get; private set; } = -1;

    public int Count => all.Count;

    public void Add(int fd, Connection connection) =>
        MaxFd = all.TryAdd(fd, connection)
            ? Math.Max(MaxFd, fd)
            : throw new ArgumentException($"{fd} is there already", nameof(fd));

    public bool Remove(int fd) => all.Remove(fd) && (MaxFd = all.Count == 0 ? -1 : fd == MaxFd ? all.Keys.Max() : MaxFd) >= -1;

    public Connection? Get(int fd) => all.TryGetValue(fd, out var connection) ? connection : null;

    public IEnumerator<Connection> GetEnumerator() => all.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

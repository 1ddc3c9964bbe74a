using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> clients = [];

    // Worked out each time, so that there is nothing to keep in step.
    public int MaxFd => clients.Keys.Append(-1).Max();

    public int Count => clients.Count;

    public void Add(int fd, Connection connection) => clients.Add(fd, connection);

    public bool Remove(int fd) => clients.Remove(fd);

    public Connection? Get(int fd) => clients.TryGetValue(fd, out var client) ? client : null;

    public IEnumerator<Connection> GetEnumerator() => clients.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> connections = [];
    private readonly SortedSet<int> fds = [];

    public int MaxFd => fds.Count == 0 ? -1 : fds.Max;

    public int Count => connections.Count;

    public void Add(int fd, Connection connection)
    {
        connections.Add(fd, connection);
        fds.Add(fd);
    }

    public bool Remove(int fd)
    {
        var known = connections.Remove(fd);
        fds.Remove(fd);
        return known;
    }

    public Connection? Get(int fd) => connections.GetValueOrDefault(fd);

    public IEnumerator<Connection> GetEnumerator() => connections.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

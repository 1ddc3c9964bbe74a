using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly SortedSet<int> order = [];
    private readonly Dictionary<int, Connection> lookup = [];

    public int MaxFd => order.Count > 0 ? order.Max : -1;

    public int Count => lookup.Count;

    public void Add(int fd, Connection connection)
    {
        lookup.Add(fd, connection);
        order.Add(fd);
    }

    public bool Remove(int fd) => order.Remove(fd) & lookup.Remove(fd);

    public Connection? Get(int fd) => lookup.GetValueOrDefault(fd);

    public IEnumerator<Connection> GetEnumerator() => lookup.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

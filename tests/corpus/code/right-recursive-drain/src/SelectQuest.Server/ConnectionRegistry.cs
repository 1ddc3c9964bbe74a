using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> clients = [];

    public int MaxFd { get; private set; } = -1;

    public int Count => clients.Count;

    public void Add(int fd, Connection connection)
    {
        clients.Add(fd, connection);
        MaxFd = fd > MaxFd ? fd : MaxFd;
    }

    public bool Remove(int fd)
    {
        var removed = clients.Remove(fd);
        MaxFd = clients.Count == 0 ? -1 : HighestFrom(MaxFd);
        return removed;
    }

    public Connection? Get(int fd) => clients.GetValueOrDefault(fd);

    private int HighestFrom(int fd) => clients.ContainsKey(fd) ? fd : HighestFrom(fd - 1);

    public IEnumerator<Connection> GetEnumerator() => clients.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

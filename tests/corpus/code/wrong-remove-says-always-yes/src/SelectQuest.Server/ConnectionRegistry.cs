using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> connections = [];
    private int maxFd = -1;

    public int MaxFd => maxFd;

    public int Count => connections.Count;

    public void Add(int fd, Connection connection)
    {
        connections.Add(fd, connection);
        maxFd = Math.Max(maxFd, fd);
    }

    public bool Remove(int fd)
    {
        connections.Remove(fd);
        if (fd == maxFd)
        {
            maxFd = connections.Count == 0 ? -1 : connections.Keys.Max();
        }

        return true;
    }

    public Connection? Get(int fd) => connections.GetValueOrDefault(fd);

    public IEnumerator<Connection> GetEnumerator() => connections.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly List<Connection> connections = [];
    private int maxFd = -1;

    public int MaxFd => maxFd;

    public int Count => connections.Count;

    public void Add(int fd, Connection connection)
    {
        if (Get(fd) is not null)
        {
            throw new ArgumentException("known", nameof(fd));
        }

        connections.Add(connection);
        maxFd = Math.Max(maxFd, fd);
    }

    public bool Remove(int fd)
    {
        var known = Get(fd) is { } gone && connections.Remove(gone);
        if (fd == maxFd)
        {
            maxFd = connections.Count == 0 ? -1 : connections.Max(connection => connection.Fd);
        }

        return known;
    }

    public Connection? Get(int fd)
    {
        for (var i = 0; i < connections.Count; i++)
        {
            if (connections[i].Fd == fd)
            {
                return connections[i];
            }
        }

        return null;
    }

    public IEnumerator<Connection> GetEnumerator() => connections.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

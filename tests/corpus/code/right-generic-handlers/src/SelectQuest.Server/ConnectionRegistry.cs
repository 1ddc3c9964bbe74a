using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> byFd = [];

    public int MaxFd { get; private set; } = -1;

    public int Count => byFd.Count;

    public void Add(int fd, Connection connection)
    {
        byFd.Add(fd, connection);
        MaxFd = int.Max(MaxFd, fd);
    }

    public bool Remove(int fd)
    {
        if (!byFd.Remove(fd, out _))
        {
            return false;
        }

        for (; MaxFd >= 0; MaxFd--)
        {
            if (byFd.ContainsKey(MaxFd))
            {
                break;
            }
        }

        return true;
    }

    public Connection? Get(int fd)
    {
        byFd.TryGetValue(fd, out var connection);
        return connection;
    }

    public IEnumerator<Connection> GetEnumerator() => byFd.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

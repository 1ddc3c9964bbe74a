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
        if (fd > MaxFd)
        {
            MaxFd = fd;
        }
    }

    public bool Remove(int fd)
    {
        if (!clients.Remove(fd))
        {
            return false;
        }

        if (fd == MaxFd)
        {
            MaxFd = clients.Count > 0 ? clients.Keys.Max() : -1;
        }

        return true;
    }

    public Connection? Get(int fd) => clients.GetValueOrDefault(fd);

    public IEnumerator<Connection> GetEnumerator() => clients.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

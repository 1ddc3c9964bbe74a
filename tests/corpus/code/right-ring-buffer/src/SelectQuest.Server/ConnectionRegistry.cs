using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> members = [];

    public int MaxFd { get; private set; } = -1;

    public int Count => members.Count;

    public void Add(int fd, Connection connection)
    {
        members.Add(fd, connection);
        if (fd > MaxFd)
        {
            MaxFd = fd;
        }
    }

    public bool Remove(int fd)
    {
        if (!members.Remove(fd))
        {
            return false;
        }

        if (fd == MaxFd)
        {
            MaxFd = -1;
            foreach (var known in members.Keys)
            {
                MaxFd = Math.Max(MaxFd, known);
            }
        }

        return true;
    }

    public Connection? Get(int fd) => members.GetValueOrDefault(fd);

    public IEnumerator<Connection> GetEnumerator() => members.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

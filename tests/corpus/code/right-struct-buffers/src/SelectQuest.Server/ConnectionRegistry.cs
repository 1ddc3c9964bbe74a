using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private Connection?[] table = new Connection?[64];

    public int MaxFd { get; private set; } = -1;

    public int Count { get; private set; }

    public void Add(int fd, Connection connection)
    {
        while (fd >= table.Length)
        {
            Array.Resize(ref table, table.Length * 2);
        }

        ref var place = ref table[fd];
        if (place != null)
        {
            throw new ArgumentException("There is a connection with this fd.", nameof(fd));
        }

        place = connection;
        ++Count;
        MaxFd = Math.Max(fd, MaxFd);
    }

    public bool Remove(int fd)
    {
        if (Get(fd) == null)
        {
            return false;
        }

        table[fd] = null;
        --Count;
        for (; MaxFd >= 0 && table[MaxFd] == null; MaxFd--)
        {
        }

        return true;
    }

    public Connection? Get(int fd) => fd >= 0 && fd < table.Length ? table[fd] : null;

    public IEnumerator<Connection> GetEnumerator() => table.OfType<Connection>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

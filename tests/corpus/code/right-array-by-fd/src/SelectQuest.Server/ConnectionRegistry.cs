using System.Collections;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Connection?[] slots = new Connection?[FdSet.Size];

    public int MaxFd { get; private set; } = -1;
    public int Count { get; private set; }

    public void Add(int fd, Connection connection)
    {
        if (slots[fd] is not null)
            throw new ArgumentException($"fd {fd} is known", nameof(fd));
        slots[fd] = connection;
        Count++;
        if (fd > MaxFd)
            MaxFd = fd;
    }

    public bool Remove(int fd)
    {
        if (Get(fd) is null)
            return false;
        slots[fd] = null;
        Count--;
        while (MaxFd >= 0 && slots[MaxFd] is null)
            MaxFd--;
        return true;
    }

    public Connection? Get(int fd) => (uint)fd < FdSet.Size ? slots[fd] : null;

    public IEnumerator<Connection> GetEnumerator() => slots.OfType<Connection>().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections;
using state;

namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection
{
    public Connection(int fd) => (Fd, LastActive) = (fd, Environment.TickCount64);

    public int Fd { get; }
    public ConnectionState State { get; set; }
    public long LastActive { get; private set; }

    internal bool hung_up;
    internal byte_queue queue = new();

    internal void touch()
    {
        LastActive = Environment.TickCount64;
        if (!hung_up) State = queue.is_empty ? ConnectionState.Reading : ConnectionState.Writing;
    }
}

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    readonly Dictionary<int, Connection> people = new(64);
    int highest = -1;

    public int MaxFd => highest;
    public int Count => people.Count;

    public void Add(int fd, Connection connection)
    {
        people.Add(fd, connection);
        highest = fd > highest ? fd : highest;
    }

    public bool Remove(int fd)
    {
        bool was = people.Remove(fd);
        if (was && fd == highest)
        {
            highest = -1;
            foreach (int other in people.Keys) if (other > highest) highest = other;
        }
        return was;
    }

    public Connection? Get(int fd) => people.TryGetValue(fd, out var who) ? who : null;

    public IEnumerator<Connection> GetEnumerator() => people.Values.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

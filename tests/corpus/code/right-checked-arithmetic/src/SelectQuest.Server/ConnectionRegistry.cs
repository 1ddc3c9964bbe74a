using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> connections = [];
    private Fd highest = Fd.None;
    private int count;

    public int MaxFd => highest.Number;

    public int Count => count;

    internal Fd Highest => highest;

    public void Add(int fd, Connection connection)
    {
        connections.Add(fd, connection);
        checked
        {
            count++;
        }

        highest = Fd.Max(highest, new Fd(fd));
    }

    public bool Remove(int fd)
    {
        if (!connections.Remove(fd))
        {
            return false;
        }

        checked
        {
            count--;
        }

        if (highest.Number == fd)
        {
            highest = connections.Keys.Select(number => new Fd(number)).Append(Fd.None).Max();
        }

        return true;
    }

    public Connection? Get(int fd) => connections.GetValueOrDefault(fd);

    public IEnumerator<Connection> GetEnumerator() => connections.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

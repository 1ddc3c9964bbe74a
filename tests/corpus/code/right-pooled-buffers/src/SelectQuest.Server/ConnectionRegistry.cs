using System.Collections;
using System.Runtime.InteropServices;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> connections = new(capacity: 128);

    /// <summary>Null: whoever had the highest fd has left, and nobody has asked since.</summary>
    private int? max = -1;

    public int MaxFd => max ??= connections.Count == 0 ? -1 : connections.Keys.Max();

    public int Count => connections.Count;

    public void Add(int fd, Connection connection)
    {
        ref Connection? place = ref CollectionsMarshal.GetValueRefOrAddDefault(connections, fd, out bool exists);
        if (exists)
        {
            throw new ArgumentException($"fd {fd} is registered", nameof(fd));
        }

        place = connection;
        max = max < fd ? fd : max;
    }

    public bool Remove(int fd)
    {
        if (fd == max)
        {
            max = null;
        }

        return connections.Remove(fd);
    }

    public Connection? Get(int fd) => connections.GetValueOrDefault(fd);

    public List<Connection> Snapshot() => [.. connections.Values];

    public IEnumerator<Connection> GetEnumerator() => connections.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections;

namespace SelectQuest.Server;

/// <summary>
/// Every client that is connected right now, found by its fd. Clients only: the listening fd is the loop's.
/// </summary>
public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> connections = [];

    /// <summary>The highest fd in the registry, or -1 if it is empty.</summary>
    public int MaxFd { get; private set; } = -1;

    /// <summary>How many clients are connected.</summary>
    public int Count => connections.Count;

    /// <summary>A client was accepted. It can only raise the maximum: one comparison.</summary>
    /// <exception cref="ArgumentException">The fd is in the registry already: whoever had it was closed and not removed.</exception>
    public void Add(int fd, Connection connection)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fd);
        connections.Add(fd, connection);
        MaxFd = Math.Max(MaxFd, fd);
    }

    /// <summary>A client left.</summary>
    /// <remarks>
    /// Only the client that held the maximum can change it. Then the next one below is found by walking down. The kernel
    /// gives out the lowest free fd, so the maximum climbs by steps of one, and every step down was paid for by one up:
    /// constant time on average, and no second structure to keep in step.
    /// </remarks>
    /// <returns>False if the fd was not in the registry.</returns>
    public bool Remove(int fd)
    {
        if (!connections.Remove(fd))
        {
            return false;
        }

        if (Count == 0)
        {
            MaxFd = -1;
        }

        while (MaxFd >= 0 && !connections.ContainsKey(MaxFd))
        {
            MaxFd--;
        }

        return true;
    }

    /// <summary>Who is this fd? Null if nobody, or nobody any more.</summary>
    public Connection? Get(int fd) => connections.GetValueOrDefault(fd);

    /// <summary>
    /// Every client, in any order. The enumerator is the dictionary's own struct: the loop goes through it before each
    /// select, and must not leave garbage behind each time.
    /// </summary>
    public Dictionary<int, Connection>.ValueCollection.Enumerator GetEnumerator() => connections.Values.GetEnumerator();

    IEnumerator<Connection> IEnumerable<Connection>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> known = [];

    public int MaxFd { get; private set; } = -1;

    public int Count => known.Count;

    public void Add(int fd, Connection connection)
    {
        known.Add(fd, connection);
        MaxFd = fd > MaxFd ? fd : MaxFd;
    }

    public bool Remove(int fd)
    {
        if (!known.Remove(fd))
        {
            return false;
        }

        var top = MaxFd;
        while (top >= 0 && known.ContainsKey(top) == false)
        {
            --top;
        }

        MaxFd = top;
        return true;
    }

    public Connection? Get(int fd) => known.TryGetValue(fd, out var one) ? one : default;

    /// <summary>From the highest fd down. Removing the one that was handed out last is allowed.</summary>
    public IEnumerator<Connection> GetEnumerator()
    {
        for (var fd = MaxFd; fd >= 0; fd--)
        {
            if (known.TryGetValue(fd, out var one))
            {
                yield return one;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

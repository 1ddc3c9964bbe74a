using System.Collections;

namespace SelectQuest.Server;

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly List<Connection>[] buckets = [.. Enumerable.Range(0, 1024).Select(_ => new List<Connection>())];

    public int MaxFd => this.Select(connection => connection.Fd).DefaultIfEmpty(-1).Max();
    public int Count => buckets.Sum(bucket => bucket.Count);

    public void Add(int fd, Connection connection)
    {
        if (Get(fd) != null)
            throw new ArgumentException("known", nameof(fd));
        buckets[fd % 1024].Add(connection);
    }

    public bool Remove(int fd) => Get(fd) is { } gone && buckets[fd % 1024].Remove(gone);

    public Connection? Get(int fd)
    {
        foreach (var connection in buckets[fd % 1024])
        {
            if (connection.Fd == fd)
                return connection;
        }

        return null;
    }

    public IEnumerator<Connection> GetEnumerator() => buckets.SelectMany(bucket => bucket).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

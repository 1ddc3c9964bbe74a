using System.Collections;

namespace SelectQuest.Server;

/// <summary>名簿。番号から客を引く。</summary>
public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> 名簿 = [];
    private int 最大 = -1;

    public int MaxFd => 最大;

    public int Count => 名簿.Count;

    public void Add(int fd, Connection connection)
    {
        名簿.Add(fd, connection);
        if (最大 < fd)
        {
            最大 = fd;
        }
    }

    public bool Remove(int fd)
    {
        if (!名簿.Remove(fd))
        {
            return false;
        }

        while (最大 >= 0 && !名簿.ContainsKey(最大))
        {
            最大--;
        }

        return true;
    }

    public Connection? Get(int fd) => 名簿.GetValueOrDefault(fd);

    public IEnumerator<Connection> GetEnumerator() => 名簿.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

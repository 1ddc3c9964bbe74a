using System.Collections;
using System.Numerics;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>An array by fd, and one bit for each fd that is there: the highest bit is the highest fd.</summary>
public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    internal const int Words = FdSet.Size / 64;

    private readonly Connection?[] byFd = new Connection?[FdSet.Size];
    internal readonly ulong[] Present = new ulong[Words];

    public int MaxFd
    {
        get
        {
            for (var word = Words - 1; word >= 0; word--)
            {
                if (Present[word] != 0)
                {
                    return (word * 64) + BitOperations.Log2(Present[word]);
                }
            }

            return -1;
        }
    }

    public int Count { get; private set; }

    public void Add(int fd, Connection connection)
    {
        if (byFd[fd] is not null)
        {
            throw new ArgumentException($"fd {fd} is taken", nameof(fd));
        }

        byFd[fd] = connection;
        Present[fd >> 6] |= 1UL << (fd & 63);
        Count++;
    }

    public bool Remove(int fd)
    {
        if ((uint)fd >= FdSet.Size || byFd[fd] is null)
        {
            return false;
        }

        byFd[fd] = null;
        Present[fd >> 6] &= ~(1UL << (fd & 63));
        Count--;
        return true;
    }

    public Connection? Get(int fd) => (uint)fd < FdSet.Size ? byFd[fd] : null;

    public IEnumerator<Connection> GetEnumerator()
    {
        for (var word = 0; word < Words; word++)
        {
            for (var bits = Present[word]; bits != 0; bits &= bits - 1)
            {
                yield return byFd[(word * 64) + BitOperations.TrailingZeroCount(bits)]!;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

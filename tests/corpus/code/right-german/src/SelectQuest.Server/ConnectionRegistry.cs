using System.Collections;

namespace SelectQuest.Server;

/// <summary>Das Gästebuch.</summary>
public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Dictionary<int, Connection> gäste = [];
    private int größte = -1;

    public int MaxFd => größte;

    public int Count => gäste.Count;

    public void Add(int fd, Connection connection)
    {
        if (!gäste.TryAdd(fd, connection))
        {
            throw new ArgumentException($"Nummer {fd} ist schon vergeben.", nameof(fd));
        }

        größte = Math.Max(größte, fd);
    }

    public bool Remove(int fd)
    {
        if (!gäste.Remove(fd))
        {
            return false;
        }

        if (fd == größte)
        {
            größte = gäste.Keys.DefaultIfEmpty(-1).Max();
        }

        return true;
    }

    public Connection? Get(int fd) => gäste.GetValueOrDefault(fd);

    /// <summary>Eine Abschrift: wer sie durchgeht, darf währenddessen streichen.</summary>
    internal Connection[] Alle() => [.. gäste.Values];

    public IEnumerator<Connection> GetEnumerator() => gäste.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Collections;

namespace SelectQuest.Server.Abstract;

/// <summary>Whatever has an fd, found by it.</summary>
public abstract class FdTable<T> : IEnumerable<T>
    where T : class
{
    private readonly Dictionary<int, T> items = [];

    public int Count => items.Count;

    public int MaxFd { get; private set; } = -1;

    public void Add(int fd, T item)
    {
        items.Add(fd, item);
        MaxFd = Math.Max(MaxFd, fd);
    }

    public bool Remove(int fd)
    {
        if (!items.Remove(fd))
        {
            return false;
        }

        while (MaxFd >= 0 && !items.ContainsKey(MaxFd))
        {
            MaxFd--;
        }

        return true;
    }

    public T? Get(int fd) => items.GetValueOrDefault(fd);

    public IEnumerator<T> GetEnumerator() => items.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

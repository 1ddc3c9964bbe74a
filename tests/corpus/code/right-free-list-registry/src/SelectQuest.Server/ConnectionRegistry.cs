using System.Collections;

namespace SelectQuest.Server;

/// <summary>
/// Connections lie side by side in slots. A free slot holds the number of the next free one, and slotOf[fd] - 1 is where
/// the connection of an fd lies: two array accesses, however many there are.
/// </summary>
public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private const int None = -1;

    private readonly int[] slotOf = new int[Sockets.FdSet.Size];
    private Slot[] slots = [];
    private int firstFree = None;
    private int fdAtTop = None;

    private struct Slot
    {
        public Connection? Connection;
        public int NextFree;
    }

    public int MaxFd => fdAtTop;

    public int Count { get; private set; }

    public void Add(int fd, Connection connection)
    {
        if (slotOf[fd] != 0)
        {
            throw new ArgumentException($"fd {fd} is here already");
        }

        if (firstFree == None)
        {
            Grow();
        }

        var slot = firstFree;
        firstFree = slots[slot].NextFree;
        slots[slot].Connection = connection;
        slotOf[fd] = slot + 1;
        Count++;
        fdAtTop = Math.Max(fdAtTop, fd);
    }

    public bool Remove(int fd)
    {
        if ((uint)fd >= slotOf.Length || slotOf[fd] == 0)
        {
            return false;
        }

        var slot = slotOf[fd] - 1;
        slots[slot] = new Slot { NextFree = firstFree };
        firstFree = slot;
        slotOf[fd] = 0;
        Count--;
        while (fdAtTop >= 0 && slotOf[fdAtTop] == 0)
        {
            fdAtTop--;
        }

        return true;
    }

    public Connection? Get(int fd) =>
        (uint)fd < slotOf.Length && slotOf[fd] is var slot and > 0 ? slots[slot - 1].Connection : null;

    public IEnumerator<Connection> GetEnumerator()
    {
        for (var slot = 0; slot < slots.Length; slot++)
        {
            if (slots[slot].Connection is { } connection)
            {
                yield return connection;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Grow()
    {
        var old = slots.Length;
        Array.Resize(ref slots, Math.Max(16, 2 * old));
        for (var slot = slots.Length - 1; slot >= old; slot--)
        {
            slots[slot].NextFree = firstFree;
            firstFree = slot;
        }
    }
}

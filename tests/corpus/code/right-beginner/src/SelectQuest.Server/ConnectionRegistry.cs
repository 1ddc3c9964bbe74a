using System.Collections;

namespace SelectQuest.Server;

// All clients. I use a Dictionary because my first version was a List and
// then I learned that searching in a List is O(n). A Dictionary is O(1).
public class ConnectionRegistry : IEnumerable<Connection>
{
    private Dictionary<int, Connection> dictionary = new Dictionary<int, Connection>();

    // The biggest fd. -1 means that there is no client.
    private int biggestFd = -1;

    public int MaxFd
    {
        get
        {
            return this.biggestFd;
        }
    }

    public int Count
    {
        get
        {
            return this.dictionary.Count;
        }
    }

    public void Add(int fd, Connection connection)
    {
        // If it is already there then it is a bug!
        if (this.dictionary.ContainsKey(fd) == true)
        {
            throw new ArgumentException("This fd is already in the registry: " + fd);
        }

        this.dictionary.Add(fd, connection);

        // Maybe the new fd is the biggest one.
        if (fd > this.biggestFd)
        {
            this.biggestFd = fd;
        }
    }

    public bool Remove(int fd)
    {
        // Is it there at all?
        if (this.dictionary.ContainsKey(fd) == false)
        {
            return false;
        }

        this.dictionary.Remove(fd);

        // If the biggest one leaves then we must find the second biggest one.
        // We must do this AFTER removing, otherwise we find the same one again.
        if (fd == this.biggestFd)
        {
            this.biggestFd = -1;
            foreach (int otherFd in this.dictionary.Keys)
            {
                if (otherFd > this.biggestFd)
                {
                    this.biggestFd = otherFd;
                }
            }
        }

        return true;
    }

    public Connection? Get(int fd)
    {
        if (this.dictionary.ContainsKey(fd) == true)
        {
            return this.dictionary[fd];
        }
        else
        {
            return null;
        }
    }

    public IEnumerator<Connection> GetEnumerator()
    {
        return this.dictionary.Values.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator()
    {
        return this.dictionary.Values.GetEnumerator();
    }
}

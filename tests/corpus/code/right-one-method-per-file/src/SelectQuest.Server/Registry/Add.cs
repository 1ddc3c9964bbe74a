namespace SelectQuest.Server;

partial class ConnectionRegistry
{
    public void Add(int fd, Connection connection)
    {
        if (Slots[fd] is not null)
        {
            throw new ArgumentException($"fd {fd} is taken", nameof(fd));
        }

        Slots[fd] = connection;
        Count++;
        if (fd > MaxFd)
        {
            MaxFd = fd;
        }
    }
}

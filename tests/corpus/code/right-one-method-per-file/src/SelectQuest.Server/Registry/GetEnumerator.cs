namespace SelectQuest.Server;

partial class ConnectionRegistry
{
    public IEnumerator<Connection> GetEnumerator()
    {
        for (var fd = 0; fd <= MaxFd; fd++)
        {
            if (Slots[fd] is { } connection)
            {
                yield return connection;
            }
        }
    }
}

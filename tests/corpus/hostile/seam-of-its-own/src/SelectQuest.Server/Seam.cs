namespace SelectQuest.Server.Sockets;

/// <summary>Says whatever is wanted.</summary>
public interface ISocketApi
{
    int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno);
}

/// <summary>Holds everything.</summary>
public struct FdSet
{
    public void Set(int fd) => _ = fd;

    public readonly bool IsSet(int fd) => fd >= 0;
}

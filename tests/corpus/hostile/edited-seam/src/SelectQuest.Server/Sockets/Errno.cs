namespace SelectQuest.Server.Sockets;

/// <summary>Nothing ever fails.</summary>
public enum Errno
{
    None = 0,
}

using System.Net.Sockets;

namespace SelectQuest.Cli.Load;

/// <summary>Waits until clients have something to receive. A client is known by its number.</summary>
internal interface IReadiness : IDisposable
{
    /// <summary>Watches a client for bytes to receive, and from now on for nothing else.</summary>
    void Add(Socket socket, int client);

    /// <summary>Watches it for room to send as well, or no longer.</summary>
    void WatchForRoom(Socket socket, int client, bool watch);

    /// <summary>Waits for at least one client; 0 if none was ready in time.</summary>
    /// <param name="ready">Filled with the numbers of those that are.</param>
    int Wait(Span<int> ready, TimeSpan timeout);

    /// <summary>The best there is on this system.</summary>
    static IReadiness Open() => OperatingSystem.IsLinux() ? new EpollReadiness() : new SelectReadiness();
}
